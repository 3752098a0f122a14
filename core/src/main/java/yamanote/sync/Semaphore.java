package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A number of permits that tasks take and give back, to limit how much happens at once. Mirrors
 * {@code tokio::sync::Semaphore}.
 *
 * <p>Fair: waiters are served in the order of their first poll. Permits that become free are
 * assigned to the head of the line bit by bit, so a big {@link #acquireMany} is never starved by
 * small ones behind it.
 *
 * <pre>{@code
 * try (var permit = limit.acquire().await()) {
 *     fetch(url).await();
 * }
 * }</pre>
 */
public sealed interface Semaphore permits FairSemaphore {
    /** The most permits a semaphore can have. */
    int MAX_PERMITS = PermitPool.MAX_PERMITS;

    /**
     * A semaphore with so many permits.
     *
     * @throws IllegalArgumentException if negative or more than {@link #MAX_PERMITS}
     */
    static Semaphore of(int permits) {
        return new FairSemaphore(permits);
    }

    /**
     * One permit, as soon as it is this future's turn. Fails with {@link ClosedException} when the
     * semaphore is closed. If cancelled, it loses its place.
     */
    @CancelSafety(LOSES_PLACE)
    default Future<Permit> acquire() {
        return acquireMany(1);
    }

    /**
     * So many permits at once, held by one {@link Permit}; otherwise like {@link #acquire}. If
     * cancelled, what was already assigned goes to the next in line.
     *
     * @throws IllegalArgumentException if negative or more than {@link #MAX_PERMITS}
     */
    @CancelSafety(LOSES_PLACE)
    Future<Permit> acquireMany(int permits);

    /** A permit that is free now; null if there is none, others wait, or it is closed. */
    default @Nullable Permit tryAcquire() {
        return tryAcquireMany(1);
    }

    /** So many permits that are free now; null if there are not, others wait, or it is closed. */
    @Nullable Permit tryAcquireMany(int permits);

    /**
     * {@link #acquire} for a thread that polls no task: blocks it until it is its turn. It stands
     * in the same line as tasks do.
     *
     * @throws IllegalStateException on a thread that polls tasks
     * @throws InterruptedException if interrupted; it has then lost its place
     * @throws ClosedException if the semaphore is closed
     */
    default Permit blockingAcquire() throws InterruptedException, ClosedException {
        return blockingAcquireMany(1);
    }

    /**
     * {@link #acquireMany} like {@link #blockingAcquire}.
     *
     * @throws IllegalArgumentException if negative or more than {@link #MAX_PERMITS}
     * @throws IllegalStateException on a thread that polls tasks
     * @throws InterruptedException if interrupted; what was already assigned goes to the next
     * @throws ClosedException if the semaphore is closed
     */
    Permit blockingAcquireMany(int permits) throws InterruptedException, ClosedException;

    /**
     * Adds new permits.
     *
     * @throws IllegalArgumentException if negative, or if there would be more than {@link
     *     #MAX_PERMITS} free ones
     */
    void addPermits(int permits);

    /** Removes free permits for good, at most so many; how many they were. */
    int forgetPermits(int permits);

    /** How many permits are free: 0 while anyone waits. */
    int availablePermits();

    /** Fails all waiters and later acquires; permits that are held can still be given back. */
    void close();

    /** Whether {@link #close} was called. */
    boolean isClosed();

    /**
     * Permits held by one owner, given back by {@link #close()}. What Tokio calls an owned permit:
     * it may go to another task or thread and outlive whatever acquired it.
     */
    sealed interface Permit extends Owned permits SemaphorePermit {
        /** How many permits this holds; 0 once they were given back, forgotten or merged. */
        int count();

        /** Removes these permits from the semaphore for good. */
        void forget();

        /**
         * Takes over the permits of {@code other}.
         *
         * @throws IllegalArgumentException if {@code other} is this permit or of another semaphore,
         *     or if they would be more than {@link #MAX_PERMITS}
         */
        void merge(Permit other);

        /**
         * Splits off so many permits; null if this holds fewer.
         *
         * @throws IllegalArgumentException if negative
         */
        @Nullable Permit split(int permits);

        /** Gives the permits back. */
        @Override
        void close();
    }
}
