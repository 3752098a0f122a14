package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A value that many tasks may read or one may write, also across awaits. Mirrors {@code
 * tokio::sync::RwLock}.
 *
 * <p>Fair, and so write-preferring: readers that come after a waiting writer wait behind it. A task
 * that reads, while a writer waits, and reads again within the first read waits for itself.
 */
public sealed interface RwLock<T extends @Nullable Object> permits FairRwLock {
    /** A lock around {@code value}, free. */
    static <T extends @Nullable Object> RwLock<T> of(T value) {
        return of(value, PermitPool.MAX_PERMITS);
    }

    /**
     * A lock around {@code value} that lets in so many readers at once.
     *
     * @throws IllegalArgumentException if less than 1 or more than {@link Semaphore#MAX_PERMITS}
     */
    static <T extends @Nullable Object> RwLock<T> of(T value, int maxReaders) {
        return new FairRwLock<>(value, maxReaders);
    }

    /** Shared access, in the order of the first polls. If cancelled, it loses its place. */
    @CancelSafety(LOSES_PLACE)
    Future<ReadGuard<T>> read();

    /** Sole access, in the order of the first polls. If cancelled, it loses its place. */
    @CancelSafety(LOSES_PLACE)
    Future<WriteGuard<T>> write();

    /** Shared access if it is free now, else null. */
    @Nullable ReadGuard<T> tryRead();

    /** Sole access if it is free now, else null. */
    @Nullable WriteGuard<T> tryWrite();

    /** The value, shared, until {@link #close()}. Owner-only. */
    sealed interface ReadGuard<T extends @Nullable Object> extends Owned permits FairRwLock.Read {
        /**
         * The value.
         *
         * @throws IllegalStateException if this guard is closed
         */
        T get();

        /** Ends the access. */
        @Override
        void close();
    }

    /** The value, alone, until {@link #close()}. Owner-only. */
    sealed interface WriteGuard<T extends @Nullable Object> extends Owned permits FairRwLock.Write {
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
         * Turns this into shared access in one step: no writer gets in between. This guard is then
         * closed.
         *
         * @throws IllegalStateException if this guard is closed
         */
        ReadGuard<T> downgrade();

        /** Ends the access. */
        @Override
        void close();
    }
}
