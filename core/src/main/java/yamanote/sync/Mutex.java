package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A value that one task at a time may use, also across awaits. Mirrors {@code tokio::sync::Mutex}.
 *
 * <p>Fair: the lock goes to the first in line. An exception while it is held releases it like any
 * other end of the block; there is no poisoning. Where no await happens under the lock, {@code
 * synchronized} is cheaper.
 *
 * <pre>{@code
 * try (var guard = connection.lock().await()) {
 *     guard.get().write(bytes).await();
 * }
 * }</pre>
 */
public sealed interface Mutex<T extends @Nullable Object> permits FairMutex {
    /** A mutex around {@code value}, not locked. */
    static <T extends @Nullable Object> Mutex<T> of(T value) {
        return new FairMutex<>(value);
    }

    /**
     * The lock, as soon as it is this future's turn. Not reentrant. If cancelled, it loses its
     * place; a lock it had been given goes to the next.
     */
    @CancelSafety(LOSES_PLACE)
    Future<Guard<T>> lock();

    /** The lock if it is free now and nobody waits, else null. */
    @Nullable Guard<T> tryLock();

    /** The locked value, released by {@link #close()}. Owner-only. */
    sealed interface Guard<T extends @Nullable Object> extends Owned permits FairMutex.Held {
        /**
         * The value.
         *
         * @throws IllegalStateException if this guard is closed
         */
        T get();

        /**
         * Replaces the value.
         *
         * @throws IllegalStateException if this guard is closed
         */
        void set(T value);

        /** Gives the lock to the first in line. */
        @Override
        void close();
    }
}
