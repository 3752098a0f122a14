package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The number of a task, for those that were asked for it: a node of its joiner list. */
final class TaskNumber extends Joiner {
    private static final AtomicLong NUMBERS = new AtomicLong();

    final long id;

    private TaskNumber(long id) {
        super(null);
        this.id = id;
    }

    /** A new number. */
    static TaskNumber next() {
        return new TaskNumber(NUMBERS.incrementAndGet());
    }

    /** This number as a list without joiners. */
    TaskNumber alone() {
        return next == null ? this : new TaskNumber(id);
    }

    /** The number in the list {@code head}, or null. */
    static @Nullable TaskNumber in(@Nullable Joiner head) {
        Joiner joiner = head;
        while (joiner != null && !(joiner instanceof TaskNumber)) {
            joiner = joiner.next;
        }
        return (TaskNumber) joiner;
    }
}
