package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Carrier;
import yamanote.internal.util.OwnedList;

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
     * Closes {@code value} if it is {@code Owned}, or what is {@code Owned} in it if it is a result
     * of join or select or an outcome: what whoever drops an undelivered value calls.
     */
    static void drop(@Nullable Object value) {
        switch (value) {
            case null -> {}
            case Owned owned -> owned.close();
            case Carrier carrier -> drop(carrier.value());
            case Joined joined -> drop(new OwnedList<>(Joined.values(joined)));
            case OwnedList<?> list -> list.forEach(Owned::drop);
            default -> {}
        }
    }
}
