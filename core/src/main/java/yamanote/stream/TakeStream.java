package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#take}. */
final class TakeStream<T> extends Operator<T, T> {
    private long left;

    TakeStream(AsyncStream<T> source, long count) {
        super(source);
        this.left = Counts.notNegative("count", count);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (left == 0) {
            return end(cx);
        }
        Object polled = source.pollItem(cx);
        if (polled != PENDING) {
            left = polled == null ? 0 : left - 1;
        }
        return polled;
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().first(left);
    }
}
