package yamanote.future;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;

/**
 * A resource whose release may have to wait. In an async body, try-with-resources awaits {@link
 * #closeAsync()} on the normal and on the exceptional path, with suppressed exceptions as in plain
 * Java. An exception of {@code closeAsync()} surfaces unchanged.
 */
public interface AsyncCloseable extends AutoCloseable {
    /** Releases the resource. Lazy, like every future; idempotent. */
    @CancelSafety(NOTHING_LOST)
    Future<@Nullable Void> closeAsync();

    /**
     * In a woven body an await of {@link #closeAsync()}; elsewhere {@code closeAsync().await()},
     * with the same conditions.
     */
    @Override
    default void close() {
        Awaiting.close(this);
    }
}
