package yamanote.internal.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/**
 * One place where a task's end is awaited, with the waker of its last poll. A node of the task's
 * joiner list; {@link #detach()} is final.
 */
public sealed class Joiner permits TaskNumber {
    private volatile @Nullable Waker waker;

    /** Written before the node is published. */
    @Nullable Joiner next;

    Joiner(@Nullable Waker waker) {
        this.waker = waker;
    }

    void waker(Waker waker) {
        this.waker = waker;
    }

    void wake() {
        Wakes.wake(waker);
    }

    /** Nobody waits here any more; the node goes when another one is pushed. */
    public void detach() {
        waker = null;
    }

    /** The first node that is attached or carries the number. */
    static @Nullable Joiner firstKept(@Nullable Joiner head) {
        Joiner joiner = head;
        while (joiner != null && joiner.waker == null && !(joiner instanceof TaskNumber)) {
            joiner = joiner.next;
        }
        return joiner;
    }
}
