package yamanote.future;

import org.jspecify.annotations.Nullable;

/** See {@link Future#pinned()}. */
final class PinnedFuture<T extends @Nullable Object> implements Pinned<T> {
    private final Future<T> future;

    PinnedFuture(Future<T> future) {
        this.future = future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        return future.poll(cx);
    }

    @Override
    public Future<@Nullable Void> closeAsync() {
        throw new UnsupportedOperationException("skeleton");
    }
}
