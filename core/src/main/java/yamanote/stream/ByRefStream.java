package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A view of a stream that leaves it alone when the view is cancelled. */
record ByRefStream<T>(AsyncStream<T> stream) implements AsyncStream<T> {
    @Override
    public Poll<@Nullable T> pollNext(Context cx) throws Exception {
        return stream.pollNext(cx);
    }

    @Override
    public SizeHint sizeHint() {
        return stream.sizeHint();
    }
}
