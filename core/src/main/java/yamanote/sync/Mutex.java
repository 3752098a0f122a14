package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import java.util.function.Function;
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

    /**
     * {@link #lock} for a thread that polls no task: blocks it until it is its turn. It stands in
     * the same line as tasks do.
     *
     * @throws IllegalStateException on a thread that polls tasks
     * @throws InterruptedException if interrupted; it has then lost its place
     */
    Guard<T> blockingLock() throws InterruptedException;

    /**
     * The locked value, released by {@link #close()}. What Tokio calls an owned guard: it may go to
     * another task or thread. Owner-only.
     */
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

        /**
         * A part of the value, to which the lock goes over: this guard is then closed. If {@code
         * part} throws, nothing has changed.
         *
         * @throws IllegalStateException if this guard is closed
         */
        <P extends @Nullable Object> MappedGuard<P> map(Function<? super T, ? extends P> part);

        /** Gives the lock to the first in line. */
        @Override
        void close();
    }
}
