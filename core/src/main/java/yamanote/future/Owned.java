package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * A value with one owner: a permit, a guard, a channel end, an accepted stream.
 *
 * <p>An {@code Owned} that is dropped before anybody received it is closed by whoever drops it: a
 * finished sibling of a failed {@code join}, the result of a cancelled or timed-out future, a
 * task's result that nobody can read any more, messages still queued when a receiver closes. This
 * is Rust's drop, spelled out. {@code close()} is idempotent, never waits and never throws.
 */
public interface Owned extends AutoCloseable {
    @Override
    void close();

    /**
     * Closes {@code value} if it is {@code Owned}: what whoever drops an undelivered value calls.
     */
    static void drop(@Nullable Object value) {
        if (value instanceof Owned owned) {
            owned.close();
        }
    }
}
