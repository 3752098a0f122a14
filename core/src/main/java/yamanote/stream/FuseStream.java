package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#fuse}. */
final class FuseStream<T> extends Operator<T, T> {
    private boolean ended;

    FuseStream(AsyncStream<T> source) {
        super(source);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (ended) {
            return null;
        }
        Object polled = source.pollItem(cx);
        ended = polled == null;
        return polled;
    }

    @Override
    public SizeHint sizeHint() {
        return ended ? SizeHint.exactly(0) : source.sizeHint();
    }
}
