package yamanote.future;

import org.jspecify.annotations.Nullable;

/** A branch of select that was switched off by {@code onlyIf(false)}: it is never polled. */
record DisabledBranch<T extends @Nullable Object>(Future<T> future) implements Future<T> {
    @Override
    public Poll<T> poll(Context cx) {
        throw new IllegalStateException(
                "a branch disabled by onlyIf(false) is not polled; it belongs into select");
    }
}
