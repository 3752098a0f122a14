package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

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
            Object polled = source.pollItem(cx);
            if (polled == OwningStream.PENDING) {
                return false;
            }
            if (polled == null || accept(OwningStream.<T>item(polled))) {
                return true;
            }
        }
    }
}
