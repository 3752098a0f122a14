package yamanote.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A future that any thread may complete; counts its polls and cancels. */
final class Gate<T extends @Nullable Object> implements Future<T> {
    final AtomicInteger polls = new AtomicInteger();
    final AtomicInteger cancels = new AtomicInteger();
    volatile @Nullable Thread cancelledOn;
    boolean slowCleanUp;
    private @Nullable Poll<T> result;
    private Waker waker = Waker.noop();

    void open(T value) {
        Waker toWake;
        synchronized (this) {
            result = Poll.ready(value);
            toWake = waker;
        }
        toWake.wake();
    }

    synchronized Waker waker() {
        return waker;
    }

    @Override
    public synchronized Poll<T> poll(Context cx) {
        polls.incrementAndGet();
        waker = cx.waker();
        return result == null ? Poll.pending() : result;
    }

    @Override
    public synchronized boolean cancel(Context cx) {
        cancels.incrementAndGet();
        cancelledOn = Thread.currentThread();
        waker = cx.waker();
        return !slowCleanUp;
    }
}
