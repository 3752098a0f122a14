package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A stream of somebody else, for the operators of this package. */
final class ForeignStream<T> extends OwningStream<T> {
    private final AsyncStream<T> stream;

    ForeignStream(AsyncStream<T> stream) {
        this.stream = stream;
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        Poll<@Nullable T> polled = stream.pollNext(cx);
        return polled.isPending() ? PENDING : ((Poll.Ready<@Nullable T>) polled).value();
    }

    @Override
    void release(Ending ending, Context cx) {
        ending.stream(stream);
    }

    @Override
    public SizeHint sizeHint() {
        return stream.sizeHint();
    }
}
