package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** See {@link AsyncStream#merge}. Each poll begins with the one that the last did not begin with. */
final class MergeStream<T> extends OwningStream<T> {
    private final AsyncStream<T> first;
    private final AsyncStream<T> second;
    private boolean firstEnded;
    private boolean secondEnded;
    private boolean secondsTurn;

    MergeStream(AsyncStream<T> first, AsyncStream<? extends T> second) {
        this.first = first;
        this.second = widen(second);
    }

    @Override
    Poll<@Nullable T> advance(Context cx) throws Exception {
        boolean beginWithSecond = secondsTurn;
        secondsTurn = !beginWithSecond;
        Poll<@Nullable T> polled = beginWithSecond ? pollSecond(cx) : pollFirst(cx);
        if (polled.isReady() && value(polled) != null) {
            return polled;
        }
        polled = beginWithSecond ? pollFirst(cx) : pollSecond(cx);
        if (polled.isReady() && value(polled) != null) {
            return polled;
        }
        return firstEnded && secondEnded ? Poll.ready(null) : Poll.pending();
    }

    private Poll<@Nullable T> pollFirst(Context cx) throws Exception {
        if (firstEnded) {
            return Poll.ready(null);
        }
        Poll<@Nullable T> polled = first.pollNext(cx);
        firstEnded = polled.isReady() && value(polled) == null;
        return polled;
    }

    private Poll<@Nullable T> pollSecond(Context cx) throws Exception {
        if (secondEnded) {
            return Poll.ready(null);
        }
        Poll<@Nullable T> polled = second.pollNext(cx);
        secondEnded = polled.isReady() && value(polled) == null;
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
