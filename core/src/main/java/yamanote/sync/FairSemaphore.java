package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.BlockingWait;

/** The semaphore: a {@link PermitPool} with permits as objects. */
final class FairSemaphore extends PermitPool implements Semaphore {
    FairSemaphore(int permits) {
        super(permits);
    }

    @Override
    public Future<Permit> acquireMany(int permits) {
        checkCount(permits);
        return new Acquire(this, permits);
    }

    @Override
    public @Nullable Permit tryAcquireMany(int permits) {
        checkCount(permits);
        return tryTake(permits) ? new SemaphorePermit(this, permits) : null;
    }

    @Override
    public Permit blockingAcquireMany(int permits) throws InterruptedException, ClosedException {
        return BlockingWait.<Permit, ClosedException>on(
                acquireMany(permits), "blockingAcquire()", "acquire().await()");
    }

    private static ClosedException refused() {
        return new ClosedException("the semaphore is closed");
    }

    @Override
    public void addPermits(int permits) {
        checkCount(permits);
        give(permits);
    }

    @Override
    public int forgetPermits(int permits) {
        checkCount(permits);
        return forget(permits);
    }

    @Override
    public int availablePermits() {
        return available();
    }

    @Override
    public void close() {
        shut();
    }

    @Override
    public boolean isClosed() {
        return closed();
    }

    @Override
    public String toString() {
        return "Semaphore[available=" + available() + (closed() ? ", closed]" : "]");
    }

    /** The wait for permits. */
    static final class Acquire extends PermitWaiter implements Future<Permit> {
        private final FairSemaphore semaphore;
        private final int permits;

        Acquire(FairSemaphore semaphore, int permits) {
            super(permits);
            this.semaphore = semaphore;
            this.permits = permits;
        }

        @Override
        int permits() {
            return permits;
        }

        @Override
        public Poll<Permit> poll(Context cx) throws ClosedException {
            return switch (semaphore.advance(this, cx)) {
                case GRANTED -> Poll.ready(new SemaphorePermit(semaphore, permits));
                case REFUSED -> throw refused();
                default -> Poll.pending();
            };
        }

        @Override
        public boolean cancel(Context cx) {
            semaphore.abandon(this);
            return true;
        }
    }
}
