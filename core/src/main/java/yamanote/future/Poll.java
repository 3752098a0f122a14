package yamanote.future;

import org.jspecify.annotations.Nullable;

/**
 * What a poll found: a value, or nothing yet. Mirrors Tokio's {@code Poll}.
 *
 * <p>There is one {@link Pending} instance. Runtime code compares with {@code ==}; user code asks
 * {@link #isReady()} or switches over the two cases.
 */
public sealed interface Poll<T extends @Nullable Object> {

    /** The future has ended with this value. */
    record Ready<T extends @Nullable Object>(T value) implements Poll<T> {
        static final Ready<@Nullable Object> NULL = new Ready<>(null);
    }

    /** Not ready; the waker of the context has been stored. */
    final class Pending<T extends @Nullable Object> implements Poll<T> {
        static final Pending<@Nullable Object> INSTANCE = new Pending<>();

        private Pending() {}

        @Override
        public String toString() {
            return "Pending";
        }
    }

    /** A ready poll; allocates nothing for {@code null}. */
    @SuppressWarnings("unchecked")
    static <T extends @Nullable Object> Poll<T> ready(T value) {
        return value == null ? (Poll<T>) Ready.NULL : new Ready<>(value);
    }

    /** The one pending poll. */
    @SuppressWarnings("unchecked")
    static <T extends @Nullable Object> Poll<T> pending() {
        return (Poll<T>) Pending.INSTANCE;
    }

    /** Whether this holds a value. */
    default boolean isReady() {
        return this != (Object) Pending.INSTANCE;
    }

    /** Whether there is no value yet. */
    default boolean isPending() {
        return this == (Object) Pending.INSTANCE;
    }
}
