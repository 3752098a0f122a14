package yamanote.verify.soak;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.task.JoinHandle;

/** A place for tokens, and the task that hands them on. */
final class Node {
    final AtomicLong tokens = new AtomicLong();

    /** Of the task of the day: it stores its waker, then looks for tokens; senders vice versa. */
    volatile Waker waker = Waker.noop();

    volatile @Nullable JoinHandle<?> handle;

    /** Written by the task of the day. */
    long wakes;

    void send() {
        tokens.getAndIncrement();
        waker.wake();
    }
}
