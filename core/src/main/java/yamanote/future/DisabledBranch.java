package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * A branch of select that was switched off by {@code onlyIf(false)}: it is never polled, but it is
 * owned by the select and cancelled with the losers.
 */
final class DisabledBranch<T extends @Nullable Object> implements Future<T> {
    private final Future<T> future;
    private boolean cancelled;

    DisabledBranch(Future<T> future) {
        this.future = future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (!cancelled) {
            throw new IllegalStateException(
                    "a future disabled by onlyIf(false) cannot be polled: use it as a branch of"
                            + " select");
        }
        return future.poll(cx);
    }

    @Override
    public boolean cancel(Context cx) {
        cancelled = true;
        return future.cancel(cx);
    }
}
