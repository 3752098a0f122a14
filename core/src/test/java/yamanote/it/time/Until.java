package yamanote.it.time;

import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** Pending until a latch is open and {@link #wake()} was called; says when it was first polled. */
final class Until implements Future<@Nullable Void> {
    private static volatile Waker waker = Waker.noop();

    private final CountDownLatch open;
    private final CountDownLatch polled;

    Until(CountDownLatch open, CountDownLatch polled) {
        this.open = open;
        this.polled = polled;
    }

    static void wake() {
        waker.wake();
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        waker = cx.waker();
        polled.countDown();
        return open.getCount() == 0 ? Poll.ready(null) : Poll.pending();
    }
}
