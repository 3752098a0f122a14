package yamanote.internal.blocking;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Spin;

/**
 * One thread of a blocking pool: its loop, and the hand into which an idle one is given a job.
 *
 * <p>It counts as idle from before the end of its last job is seen, so that whoever waited for that
 * end finds it idle and needs no other thread. Dekker: it sets {@code asleep}, then looks at its hand;
 * whoever gives it something writes the hand, then reads {@code asleep}.
 */
final class BlockingWorker implements Runnable {
    private final BlockingPool pool;
    private final Spin spin;
    private final BooleanSupplier isHanded = this::isHanded;

    private volatile @Nullable BlockingJob hand;
    private volatile @Nullable BlockingJob running;
    private volatile boolean dismissed;
    private volatile boolean asleep;
    private volatile @Nullable Thread thread;

    BlockingWorker(BlockingPool pool, Spin spin, BlockingJob first) {
        this.pool = pool;
        this.spin = spin;
        this.hand = first;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            for (BlockingJob job = take(); job != null; job = take()) {
                running = job;
                Object outcome = job.execute();
                boolean idle = pool.executed(this);
                finish(job, outcome);
                running = null;
                pool.jobEnded();
                if (idle) {
                    awaitHand();
                }
            }
        } finally {
            pool.workerEnded(this);
        }
    }

    private static void finish(BlockingJob job, @Nullable Object outcome) {
        try {
            job.finish(outcome);
        } catch (Throwable thrown) {
            // A waker of a user's own: the thread may have been given its next job already.
            System.getLogger("yamanote").log(Level.ERROR, "a waker threw, its task may hang", thrown);
        }
    }

    /** Under the pool's lock, by whoever took it out of the idle ones, or by itself. */
    void hand(BlockingJob job) {
        hand = job;
        unparkIfAsleep();
    }

    /** Under the pool's lock: ends an idle worker. */
    void dismiss() {
        dismissed = true;
        unparkIfAsleep();
    }

    private void unparkIfAsleep() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private boolean isHanded() {
        return hand != null || dismissed;
    }

    /** Until there is something in the hand, or it is to end. */
    private void awaitHand() {
        long start = pool.nanos();
        long limit = pool.trySpin() ? spin.limit() : -1;
        boolean handed = limit > 0 && spin.until(isHanded, start, limit);
        if (limit >= 0) {
            pool.endSpin();
        }
        if (!handed && !isHanded()) {
            sleep(start);
        }
        spin.waited(pool.nanos() - start);
    }

    private void sleep(long start) {
        asleep = true;
        while (!isHanded()) {
            long left = pool.keepAliveNanos() - (pool.nanos() - start);
            if (left <= 0 && pool.leaveIdle(this)) {
                break;
            }
            // Nobody interrupts an idle worker on purpose; it goes on waiting.
            Thread.interrupted();
            LockSupport.parkNanos(this, Math.max(1, left));
        }
        asleep = false;
    }

    /** The thread, or the pool after its end. */
    @Nullable BlockingJob take() {
        BlockingJob job = hand;
        hand = null;
        return job;
    }

    /** What it runs, or is about to run, for shutdown's report. */
    void addRunning(List<BlockingJob> jobs) {
        BlockingJob job = running;
        BlockingJob next = job == null ? hand : job;
        if (next != null) {
            jobs.add(next);
        }
    }
}
