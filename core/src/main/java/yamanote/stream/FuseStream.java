package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#fuse}. */
final class FuseStream<T> extends Operator<T, T> {
    private boolean ended;

    FuseStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        if (ended) {
            return Poll.ready(null);
        }
        Poll<@Nullable T> polled = source.pollNext(cx);
        ended = polled.isReady() && value(polled) == null;
        return polled;
    }

    @Override
    public SizeHint sizeHint() {
        return ended ? SizeHint.exactly(0) : source.sizeHint();
    }
}
