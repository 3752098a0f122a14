package yamanote.future;

import org.jspecify.annotations.Nullable;

/** A view of a future that leaves it alone when the view is cancelled. */
record ByRef<T extends @Nullable Object>(Future<T> future) implements Future<T> {
    @Override
    public Poll<T> poll(Context cx) throws Exception {
        return future.poll(cx);
    }
}
