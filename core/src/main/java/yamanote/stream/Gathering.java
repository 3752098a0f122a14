package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** The result of a stream that each item adds to, without waiting. */
abstract class Gathering<T, R extends @Nullable Object> extends Consumption<T, R> {
    Gathering(AsyncStream<T> source) {
        super(source);
    }

    /** Takes an item; true if the result is clear. */
    abstract boolean accept(T item);

    @Override
    final boolean advance(Context cx) throws Exception {
        for (; ; ) {
            Poll<@Nullable T> polled = source.pollNext(cx);
            if (polled.isPending()) {
                return false;
            }
            T item = OwningStream.value(polled);
            if (item == null || accept(item)) {
                return true;
            }
        }
    }
}
