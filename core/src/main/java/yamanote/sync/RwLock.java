package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import java.util.function.Function;
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

    /**
     * {@link #read} for a thread that polls no task: blocks it until it is its turn. It stands in
     * the same line as tasks do.
     *
     * @throws IllegalStateException on a thread that polls tasks
     * @throws InterruptedException if interrupted; it has then lost its place
     */
    ReadGuard<T> blockingRead() throws InterruptedException;

    /**
     * {@link #write} like {@link #blockingRead}.
     *
     * @throws IllegalStateException on a thread that polls tasks
     * @throws InterruptedException if interrupted; it has then lost its place
     */
    WriteGuard<T> blockingWrite() throws InterruptedException;

    /**
     * The value, shared, until {@link #close()}. What Tokio calls an owned guard: it may go to
     * another task or thread. Owner-only.
     */
    sealed interface ReadGuard<T extends @Nullable Object> extends Owned permits FairRwLock.Read {
        /**
         * The value.
         *
         * @throws IllegalStateException if this guard is closed
         */
        T get();

        /**
         * A part of the value, to which the access goes over: this guard is then closed. If {@code
         * part} throws, nothing has changed.
         *
         * @throws IllegalStateException if this guard is closed
         */
        <P extends @Nullable Object> MappedGuard<P> map(Function<? super T, ? extends P> part);

        /** Ends the access. */
        @Override
        void close();
    }

    /** The value, alone, until {@link #close()}. Owned like a {@link ReadGuard}. */
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

        /**
         * A part of the value, to which the access goes over: this guard is then closed. If {@code
         * part} throws, nothing has changed.
         *
         * @throws IllegalStateException if this guard is closed
         */
        <P extends @Nullable Object> MappedGuard<P> map(Function<? super T, ? extends P> part);

        /** Ends the access. */
        @Override
        void close();
    }
}
