package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#skip}. */
final class SkipStream<T> extends Operator<T, T> {
    private long left;

    SkipStream(AsyncStream<T> source, long count) {
        super(source);
        this.left = Counts.notNegative("count", count);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        for (; ; ) {
            Poll<@Nullable T> polled = source.pollNext(cx);
            if (left == 0 || polled.isPending()) {
                return polled;
            }
            T item = value(polled);
            if (item == null) {
                return polled;
            }
            left--;
            drop(item, cx);
        }
    }

    @Override
    public SizeHint sizeHint() {
        return source.sizeHint().without(left);
    }
}
