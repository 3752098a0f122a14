package yamanote.internal.blocking;

import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One thread of a blocking pool: its loop, and the hand into which an idle one is given a job. */
final class BlockingWorker implements Runnable {
    private final BlockingPool pool;
    private final ReentrantLock lock;
    private final Condition handed;

    // Guarded by lock.
    private @Nullable BlockingJob hand;
    private @Nullable BlockingJob running;
    private boolean dismissed;

    BlockingWorker(BlockingPool pool, ReentrantLock lock, BlockingJob first) {
        this.pool = pool;
        this.lock = lock;
        this.handed = lock.newCondition();
        this.hand = first;
    }

    @Override
    public void run() {
        lock.lock();
        try {
            for (BlockingJob job = take(); job != null; job = nextJob()) {
                running = job;
                lock.unlock();
                try {
                    job.run();
                } finally {
                    lock.lock();
                    running = null;
                    pool.jobEnded();
                }
            }
        } finally {
            pool.workerEnded(this);
            lock.unlock();
        }
    }

    private @Nullable BlockingJob nextJob() {
        lock.unlock();
        try {
            pool.afterJob();
        } finally {
            lock.lock();
        }
        return pool.next(this);
    }

    /** Under the lock: gives an idle worker its next job. */
    void hand(BlockingJob job) {
        hand = job;
        handed.signal();
    }

    /** Under the lock: ends an idle worker. */
    void dismiss() {
        dismissed = true;
        handed.signal();
    }

    /** Under the lock: waits for a job; null: none came, or dismissed. */
    @Nullable BlockingJob awaitHand(long nanos) {
        long left = nanos;
        while (hand == null && !dismissed && left > 0) {
            try {
                left = handed.awaitNanos(left);
            } catch (InterruptedException ignored) {
                // Nobody interrupts an idle worker on purpose; it goes on waiting.
            }
        }
        return take();
    }

    private @Nullable BlockingJob take() {
        BlockingJob job = hand;
        hand = null;
        return job;
    }

    void addRunning(List<BlockingJob> jobs) {
        if (running != null) {
            jobs.add(running);
        } else if (hand != null) {
            jobs.add(hand);
        }
    }
}
