package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#take}. */
final class TakeStream<T> extends Operator<T, T> {
    private long left;

    TakeStream(AsyncStream<T> source, long count) {
        super(source);
        this.left = Counts.notNegative("count", count);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        if (left == 0) {
            return end(cx);
        }
        Poll<@Nullable T> polled = source.pollNext(cx);
        if (polled.isReady()) {
            left = value(polled) == null ? 0 : left - 1;
        }
        return polled;
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().first(left);
    }
}
