package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#chain}. */
final class ChainStream<T> extends OwningStream<T> {
    private final AsyncStream<T> first;
    private final AsyncStream<T> second;
    private boolean firstEnded;

    ChainStream(AsyncStream<T> first, AsyncStream<? extends T> second) {
        this.first = first;
        this.second = widen(second);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        if (!firstEnded) {
            Poll<@Nullable T> polled = first.pollNext(cx);
            if (polled.isPending() || value(polled) != null) {
                return polled;
            }
            firstEnded = true;
        }
        return second.pollNext(cx);
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.stream(first);
        ending.stream(second);
    }

    @Override
    public SizeHint sizeHint() {
        return firstEnded ? second.sizeHint() : first.sizeHint().plus(second.sizeHint());
    }
}
