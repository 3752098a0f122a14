package yamanote.task;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** Polls by hand and counts the wakes. */
final class Woken extends Waker {
    final AtomicInteger wakes = new AtomicInteger();
    final Context cx = Context.of(this);

    @Override
    public void wake() {
        wakes.incrementAndGet();
    }

    int count() {
        return wakes.get();
    }

    boolean isPending(Future<?> future) throws Exception {
        return future.poll(cx).isPending();
    }

    <T extends @Nullable Object> T value(Future<T> future) throws Exception {
        return switch (future.poll(cx)) {
            case Poll.Ready<T>(T value) -> value;
            case Poll.Pending<T> _ -> throw new AssertionError("pending: " + future);
        };
    }
}
