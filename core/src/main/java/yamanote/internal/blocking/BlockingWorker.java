package yamanote.internal.blocking;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Spin;

/**
 * One thread of a blocking pool.
 *
 * <p>It counts as idle from before the end of its last job is seen, so that whoever waited for that
 * end finds it idle and needs no other thread. Dekker: it sets {@code asleep}, then looks whether
 * it was called; whoever calls it writes that, then reads {@code asleep}.
 */
final class BlockingWorker implements Runnable {
    private final BlockingPool pool;
    private final Spin spin;
    private final BooleanSupplier isCalled = this::isCalled;

    /** Written under the pool's lock. */
    private volatile boolean called = true;

    private volatile boolean dismissed;
    private volatile boolean asleep;
    private volatile @Nullable BlockingJob running;
    private volatile @Nullable Thread thread;

    /** A worker that is called from the start. */
    BlockingWorker(BlockingPool pool, Spin spin) {
        this.pool = pool;
        this.spin = spin;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            BlockingJob job = pool.arrived(this);
            while (job != null || awaitCall()) {
                job = job == null ? pool.arrived(this) : run(job);
            }
        } finally {
            pool.workerEnded(this);
        }
    }

    private @Nullable BlockingJob run(BlockingJob job) {
        running = job;
        Object outcome = job.execute();
        BlockingJob next = pool.executed(this);
        try {
            job.finish(outcome);
        } catch (Throwable thrown) {
            // A waker of a user's own: the thread may have been called again already.
            System.getLogger("yamanote")
                    .log(Level.ERROR, "a waker threw, its task may hang", thrown);
        }
        running = null;
        pool.jobEnded();
        return next;
    }

    /** Under the pool's lock, by whoever took it out of the idle ones: a job waits. */
    void call() {
        called = true;
        unparkIfAsleep();
    }

    /** Under the pool's lock: it has come, or never will; true if it was called. */
    boolean takeCall() {
        boolean was = called;
        called = false;
        return was;
    }

    /** Under the pool's lock: it ends once it is idle. */
    void dismiss() {
        dismissed = true;
        unparkIfAsleep();
    }

    private void unparkIfAsleep() {
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    private boolean isCalled() {
        return called || dismissed;
    }

    /** Idle until it is called; false: it ends. */
    private boolean awaitCall() {
        long start = pool.nanos();
        if (!isCalled() && !spin(start)) {
            sleep(start);
        }
        spin.waited(pool.nanos() - start);
        return called;
    }

    private boolean spin(long start) {
        long limit = spin.limit();
        if (limit <= 0 || !pool.trySpin()) {
            return false;
        }
        try {
            return spin.until(isCalled, start, limit);
        } finally {
            pool.endSpin();
        }
    }

    private void sleep(long start) {
        asleep = true;
        while (!isCalled()) {
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

    /** What it runs, for shutdown's report. */
    void addRunning(List<BlockingJob> jobs) {
        BlockingJob job = running;
        if (job != null) {
            jobs.add(job);
        }
    }
}
