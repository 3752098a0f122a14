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
 * <p>Jobs wait in a FIFO queue. If one is queued, a thread is called: the one that became idle
 * last, or a new one up to the limit; but only one at a time is on its way, and when it has arrived
 * and taken its job, it calls the next if more are queued. So a burst of short jobs does not wake a
 * thread for each, and no job lies beside an idle thread without one on its way. All of that is
 * guarded by one lock; jobs run outside of it, and threads wait outside of it ({@link
 * BlockingWorker}). One idle thread at a time may spin.
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

    /** Threads that were called and have not arrived. */
    private int coming;

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
        queue.addLast(job);
        try {
            callNext();
        } catch (OutOfMemoryError e) {
            queue.remove(job);
            outstanding.decrementAndGet();
            throw e;
        }
    }

    /** Under the lock: if jobs wait and nobody is on the way, somebody comes. */
    private void callNext() {
        if (queue.isEmpty() || coming > 0) {
            return;
        }
        BlockingWorker worker = idle.pollLast();
        if (worker != null) {
            coming++;
            worker.call();
        } else if (workers.size() < config.maxThreads()) {
            startWorker();
        }
    }

    /** If the system refuses a thread, that is bearable while others will come to the queue. */
    private void startWorker() {
        BlockingWorker worker =
                new BlockingWorker(this, new Spin(config.clock(), config.spinNanos()));
        Thread thread = config.threads().newThread(worker);
        workers.add(worker);
        try {
            thread.start();
            coming++;
        } catch (OutOfMemoryError e) {
            workers.remove(worker);
            if (workers.isEmpty()) {
                throw e;
            }
        }
    }

    /** {@code worker} has come because it was called; its job, or null: others were faster. */
    @Nullable BlockingJob arrived(BlockingWorker worker) {
        lock.lock();
        try {
            if (worker.takeCall()) {
                coming--;
            }
            return nextFor(worker);
        } finally {
            lock.unlock();
        }
    }

    /** {@code worker} has executed its job, whose end nobody has seen yet; its next, or null. */
    @Nullable BlockingJob executed(BlockingWorker worker) {
        lock.lock();
        try {
            return nextFor(worker);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable BlockingJob nextFor(BlockingWorker worker) {
        BlockingJob job = queue.pollFirst();
        if (job != null) {
            callNext();
        } else if (closed) {
            worker.dismiss();
        } else {
            idle.addLast(worker);
        }
        return job;
    }

    /** A job's end has been seen. */
    void jobEnded() {
        outstanding.decrementAndGet();
        onJobEnd.run();
    }

    /** An idle worker whose time is over: false if it was called meanwhile. */
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
            if (worker.takeCall()) {
                coming--; // called when it had already decided to end
            }
            ended.signalAll();
            callNext(); // a job came when it was no longer idle, and still took the place of a
            // thread
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

    /** What the ordinary jobs that have not ended are, for a report. */
    public List<String> jobs() {
        List<BlockingJob> jobs = new ArrayList<>();
        lock.lock();
        try {
            workers.forEach(worker -> worker.addRunning(jobs));
            jobs.addAll(queue);
        } finally {
            lock.unlock();
        }
        return jobs.stream()
                .filter(job -> job.kind() == Kind.ORDINARY && !job.isComplete())
                .map(BlockingJob::describe)
                .toList();
    }

    private int locked(java.util.function.IntSupplier read) {
        lock.lock();
        try {
            return read.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    /** A job that is queued only because its thread has not come yet is run all the same. */
    private void dropWhatHasNoThread(List<BlockingJob> dropped) {
        int threads = idle.size() + coming + config.maxThreads() - workers.size();
        int[] position = {0};
        queue.removeIf(
                job -> position[0]++ >= threads && job.kind() == Kind.ORDINARY && dropped.add(job));
    }

    /**
     * Takes no more jobs, cancels those for which there is no thread and which are not mandatory,
     * and waits for the others up to {@code deadline}. What runs then is interrupted if it may be,
     * and named in {@code survivors}; its threads are daemons.
     */
    public void close(Deadline deadline, List<String> survivors) {
        List<BlockingJob> dropped = new ArrayList<>();
        List<BlockingJob> running = new ArrayList<>();
        boolean interrupted = false;
        lock.lock();
        try {
            closed = true;
            dropWhatHasNoThread(dropped);
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
