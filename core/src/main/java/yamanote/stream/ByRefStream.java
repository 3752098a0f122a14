package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** A view of a stream that leaves it alone when the view is cancelled. */
final class ByRefStream<T> extends OwningStream<T> {
    private final OwningStream<T> stream;

    ByRefStream(AsyncStream<T> stream) {
        this.stream = of(stream);
    }

    @Override
    @Nullable Object advance(Context cx) throws Exception {
        return stream.pollItem(cx);
    }

    @Override
    void release(Ending ending, Context cx) {}

    @Override
    public SizeHint sizeHint() {
        return stream.sizeHint();
    }
}
