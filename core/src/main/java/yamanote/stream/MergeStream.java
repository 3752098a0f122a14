package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/**
 * See {@link AsyncStream#merge}. Each poll begins with the one that the last did not begin with.
 */
final class MergeStream<T> extends OwningStream<T> {
    private final OwningStream<T> first;
    private final OwningStream<T> second;
    private boolean firstEnded;
    private boolean secondEnded;
    private boolean secondsTurn;

    MergeStream(AsyncStream<T> first, AsyncStream<? extends T> second) {
        this.first = of(first);
        this.second = of(second);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        boolean beginWithSecond = secondsTurn;
        secondsTurn = !beginWithSecond;
        Object polled = beginWithSecond ? pollSecond(cx) : pollFirst(cx);
        if (polled == null || polled == PENDING) {
            polled = beginWithSecond ? pollFirst(cx) : pollSecond(cx);
        }
        if (polled == null || polled == PENDING) {
            return firstEnded && secondEnded ? null : PENDING;
        }
        return polled;
    }

    private @Nullable Object pollFirst(Context cx) throws Exception {
        if (firstEnded) {
            return null;
        }
        Object polled = first.pollItem(cx);
        firstEnded = polled == null;
        return polled;
    }

    private @Nullable Object pollSecond(Context cx) throws Exception {
        if (secondEnded) {
            return null;
        }
        Object polled = second.pollItem(cx);
        secondEnded = polled == null;
        return polled;
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.stream(first);
        ending.stream(second);
    }

    @Override
    public SizeHint sizeHint() {
        return first.sizeHint().plus(second.sizeHint());
    }
}
