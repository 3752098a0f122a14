package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Wrapped;

/** A view of a future that leaves it alone when the view is cancelled. */
record ByRef<T extends @Nullable Object>(Future<T> future) implements Future<T>, Wrapped {
    @Override
    public Object inner() {
        return future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        return future.poll(cx);
    }
}
