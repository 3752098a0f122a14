package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** See {@link AsyncStream#next()}: all that is to be remembered is in the stream. */
final class Next<T> implements Future<@Nullable T> {
    private @Nullable AsyncStream<T> stream;

    Next(AsyncStream<T> stream) {
        this.stream = stream;
    }

    @Override
    public Poll<@Nullable T> poll(Context cx) throws Exception {
        AsyncStream<T> from = stream;
        if (from == null) {
            throw new IllegalStateException(
                    "a next() is polled after it has ended: call next() for each item");
        }
        stream = null;
        Poll<@Nullable T> polled = from.pollNext(cx);
        if (polled.isPending()) {
            stream = from;
        }
        return polled;
    }

    @Override
    public boolean cancel(Context cx) {
        stream = null;
        return true;
    }
}
