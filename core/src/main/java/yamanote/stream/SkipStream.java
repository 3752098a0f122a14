package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#skip}. */
final class SkipStream<T> extends Operator<T, T> {
    private long left;

    SkipStream(AsyncStream<T> source, long count) {
        super(source);
        this.left = Counts.notNegative("count", count);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        for (; ; ) {
            Object polled = source.pollItem(cx);
            if (left == 0 || polled == null || polled == PENDING) {
                return polled;
            }
            left--;
            drop(polled, cx);
        }
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().without(left);
    }
}
