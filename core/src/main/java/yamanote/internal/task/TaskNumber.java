package yamanote.internal.task;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The number of a task, for those that were asked for it: a node of its joiner list. */
final class TaskNumber extends Joiner {
    private static final AtomicLong NUMBERS = new AtomicLong();

    final long id;

    /** Whether the list that begins with it takes no more joiners. */
    final boolean closed;

    private TaskNumber(long id, boolean closed, @Nullable Joiner next) {
        super(null);
        this.id = id;
        this.closed = closed;
        this.next = next;
    }

    /** A new number. */
    static TaskNumber next() {
        return new TaskNumber(NUMBERS.incrementAndGet(), false, null);
    }

    /** This number as the first node of the list {@code head}. */
    TaskNumber before(@Nullable Joiner head) {
        return Joiner.isClosed(head) ? closed() : new TaskNumber(id, false, head);
    }

    /** This number as a list that is closed. */
    TaskNumber closed() {
        return new TaskNumber(id, true, null);
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
