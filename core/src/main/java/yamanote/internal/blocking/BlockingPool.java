package yamanote.internal.blocking;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.util.Deadline;
import yamanote.internal.util.Spin;

/**
 * The threads on which blocking jobs run: started on demand, ended after some time without work.
 * Mirrors {@code tokio::runtime::blocking::pool}.
 *
 * <p>A job goes to an idle thread if there is one, the one that became idle last, into that thread's
 * own hand; else to a new thread; else, at the limit, into a FIFO queue, which every thread asks
 * before it becomes idle. So the queue is empty whenever a thread is idle, and no job can lie beside
 * an idle thread. All of that is guarded by one lock; jobs run outside of it, and threads wait outside
 * of it ({@link BlockingWorker}). One idle thread at a time may spin.
 */
public final class BlockingPool {
    private final BlockingConfig config;
    private final Runnable onJobEnd;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();

    private final ArrayDeque<BlockingJob> queue = new ArrayDeque<>();
    private final ArrayDeque<BlockingWorker> idle = new ArrayDeque<>();
    private final Set<BlockingWorker> workers = new HashSet<>();
    private boolean closed;

    /** Jobs that were submitted and have not ended. */
    private final AtomicInteger outstanding = new AtomicInteger();

    private final AtomicBoolean spinning = new AtomicBoolean();

    /** A pool without threads; {@code onJobEnd} is run after each job. */
    public BlockingPool(BlockingConfig config, Runnable onJobEnd) {
        this.config = config;
        this.onJobEnd = onJobEnd;
    }

    /** Any thread. On a closed pool the job ends cancelled at once. */
    public void submit(BlockingJob job) {
        lock.lock();
        try {
            if (!closed) {
                outstanding.incrementAndGet();
                place(job);
                return;
            }
        } finally {
            lock.unlock();
        }
        job.abort();
    }

    private void place(BlockingJob job) {
        BlockingWorker worker = idle.pollLast();
        if (worker != null) {
            worker.hand(job);
        } else if (workers.size() == config.maxThreads() || !startWorker(job)) {
            queue.addLast(job);
        }
    }

    /** False if the system refuses a thread; bearable while others will come to the queue. */
    private boolean startWorker(BlockingJob job) {
        Spin spin = new Spin(config.clock(), config.spinNanos());
        BlockingWorker worker = new BlockingWorker(this, spin, job);
        Thread thread = config.threads().newThread(worker);
        workers.add(worker);
        try {
            thread.start();
            return true;
        } catch (OutOfMemoryError e) {
            workers.remove(worker);
            if (workers.isEmpty()) {
                outstanding.decrementAndGet();
                throw e;
            }
            return false;
        }
    }

    /**
     * {@code worker} has executed its job, whose end nobody has seen yet: true if it is idle now,
     * else its hand holds the next job, or nothing if the pool is closed.
     */
    boolean executed(BlockingWorker worker) {
        lock.lock();
        try {
            BlockingJob next = queue.pollFirst();
            if (next != null) {
                worker.hand(next);
                return false;
            }
            if (!closed) {
                idle.addLast(worker);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** A job's end has been seen. */
    void jobEnded() {
        outstanding.decrementAndGet();
        onJobEnd.run();
    }

    /** An idle worker whose time is over: false if it was handed something meanwhile. */
    boolean leaveIdle(BlockingWorker worker) {
        lock.lock();
        try {
            return idle.remove(worker);
        } finally {
            lock.unlock();
        }
    }

    /** {@code worker} ends. */
    void workerEnded(BlockingWorker worker) {
        lock.lock();
        try {
            idle.remove(worker);
            workers.remove(worker);
            BlockingJob left = worker.take(); // only if its thread died
            if (left != null) {
                place(left);
            }
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the caller may spin; then it calls {@link #endSpin}. */
    boolean trySpin() {
        return config.spinNanos() > 0 && spinning.compareAndSet(false, true);
    }

    void endSpin() {
        spinning.set(false);
    }

    long nanos() {
        return config.clock().getAsLong();
    }

    long keepAliveNanos() {
        return config.keepAliveNanos();
    }

    /** Whether some job has not ended. */
    public boolean isBusy() {
        return outstanding.get() > 0;
    }

    /** Threads, idle ones included. */
    public int threads() {
        return locked(() -> workers.size());
    }

    /** Threads without a job. */
    public int idleThreads() {
        return locked(() -> idle.size());
    }

    /** Jobs that wait for a thread. */
    public int queueDepth() {
        return locked(() -> queue.size());
    }

    private int locked(java.util.function.IntSupplier read) {
        lock.lock();
        try {
            return read.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more jobs, cancels queued ones that are not mandatory, and waits for the others up
     * to {@code deadline}. What runs then is interrupted if it may be, and named in {@code
     * survivors}; its threads are daemons.
     */
    public void close(Deadline deadline, List<String> survivors) {
        List<BlockingJob> dropped = new ArrayList<>();
        List<BlockingJob> running = new ArrayList<>();
        boolean interrupted = false;
        lock.lock();
        try {
            closed = true;
            queue.removeIf(job -> job.kind() == Kind.ORDINARY && dropped.add(job));
            outstanding.addAndGet(-dropped.size());
            idle.forEach(BlockingWorker::dismiss);
            while (!workers.isEmpty() && !deadline.hasPassed()) {
                try {
                    ended.await(deadline.left(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            workers.forEach(worker -> worker.addRunning(running));
        } finally {
            lock.unlock();
        }
        dropped.forEach(BlockingJob::abort);
        running.forEach(job -> survivors.add(job.describe()));
        running.forEach(BlockingJob::abort);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
