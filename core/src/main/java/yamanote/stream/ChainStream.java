package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** See {@link AsyncStream#chain}. */
final class ChainStream<T> extends OwningStream<T> {
    private final OwningStream<T> first;
    private final OwningStream<T> second;
    private boolean firstEnded;

    ChainStream(AsyncStream<T> first, AsyncStream<? extends T> second) {
        this.first = of(first);
        this.second = of(second);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        if (!firstEnded) {
            Object polled = first.pollItem(cx);
            if (polled != null) {
                return polled;
            }
            firstEnded = true;
        }
        return second.pollItem(cx);
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
