package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicLong;

/** What a task has only if somebody asks for it: its number. */
public final class TaskDetails {
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();

    TaskDetails() {}

    /** Unique in this JVM, in the order in which tasks were asked for it. */
    public long id() {
        return id;
    }
}
