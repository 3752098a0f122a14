package yamanote.runtime;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.timer.Nanos;

/** A runtime as a JDK executor; see {@link RuntimeHandle#asExecutorService()}. */
final class RuntimeExecutor extends AbstractExecutorService implements ScheduledExecutorService {
    /*
     * A job is in `waiting` from the moment at which it is scheduled until its alarm takes it out,
     * in `jobs` from before it can run until its end has been seen. It goes from the one set to the
     * other in one step under the lock, so there is no moment at which an executor that owes a job
     * looks terminated. Whoever takes a job out of a set deals with it. No user code runs under the
     * lock.
     */
    private final RuntimeCore core;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition terminated = lock.newCondition();

    private final LinkedHashSet<PoolJob> jobs = new LinkedHashSet<>();
    private final LinkedHashSet<ScheduledJob<?>> waiting = new LinkedHashSet<>();
    private boolean shutdown;

    RuntimeExecutor(RuntimeCore core) {
        this.core = core;
    }

    RuntimeCore core() {
        return core;
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Callable<T> call) {
        return new ExecutorTask<>(call);
    }

    @Override
    protected <T extends @Nullable Object> RunnableFuture<T> newTaskFor(Runnable run, T value) {
        return new ExecutorTask<>(Executors.callable(run, value));
    }

    @Override
    public void execute(Runnable run) {
        PoolJob job = new PoolJob(this, run);
        lock.lock();
        try {
            rejectIfShutDown(run);
            start(job);
        } finally {
            lock.unlock();
        }
        job.listen();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable run, long delay, TimeUnit unit) {
        return schedule(Executors.callable(run), delay, unit);
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> call, long delay, TimeUnit unit) {
        return schedule(new ScheduledJob<>(this, call, fromNow(unit.toNanos(delay)), 0));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(
            Runnable run, long delay, long period, TimeUnit unit) {
        return schedule(periodic(run, delay, positive("period", period), unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(
            Runnable run, long delay, long pause, TimeUnit unit) {
        return schedule(periodic(run, delay, -positive("delay", pause), unit));
    }

    private ScheduledJob<?> periodic(Runnable run, long delay, long period, TimeUnit unit) {
        long first = fromNow(unit.toNanos(delay));
        return new ScheduledJob<>(this, Executors.callable(run), first, unit.toNanos(period));
    }

    private static long positive(String what, long length) {
        if (length <= 0) {
            throw new IllegalArgumentException(what + " must be > 0, was " + length);
        }
        return length;
    }

    private <V extends @Nullable Object> ScheduledJob<V> schedule(ScheduledJob<V> job) {
        core.wheel(); // says so if timers are off
        lock.lock();
        try {
            rejectIfShutDown(job);
            waiting.add(job);
        } finally {
            lock.unlock();
        }
        setAlarm(job);
        return job;
    }

    /** A periodic job has run and is due again; false after shutdown. */
    boolean scheduleAgain(ScheduledJob<?> job) {
        lock.lock();
        try {
            if (isShutdown()) {
                return false;
            }
            waiting.add(job);
        } finally {
            lock.unlock();
        }
        if (job.isCancelled()) {
            remove(job); // who cancelled it may have come before it was waiting
        } else {
            setAlarm(job);
        }
        return true;
    }

    /** A job that is not waiting by now has been rung for already, or was cancelled. */
    private void setAlarm(ScheduledJob<?> job) {
        Alarm alarm = new Alarm(this, job);
        alarm.task(core.spawn(alarm));
        boolean needed;
        lock.lock();
        try {
            needed = waiting.contains(job);
            job.alarm(needed ? alarm : null);
        } finally {
            lock.unlock();
        }
        if (!needed) {
            alarm.stop();
        }
    }

    /** The time of {@code job} has come. */
    void rung(ScheduledJob<?> job) {
        PoolJob run = new PoolJob(this, job);
        lock.lock();
        try {
            if (!waiting.remove(job)) {
                return;
            }
            start(run);
        } finally {
            lock.unlock();
        }
        run.listen();
    }

    /** {@code job} was cancelled: whether it was waiting; then its alarm is not needed. */
    boolean remove(ScheduledJob<?> job) {
        boolean removed;
        Alarm alarm;
        lock.lock();
        try {
            removed = waiting.remove(job);
            alarm = removed ? job.alarm() : null;
            signalIfTerminated();
        } finally {
            lock.unlock();
        }
        if (alarm != null) {
            alarm.stop();
        }
        return removed;
    }

    private void start(PoolJob job) {
        job.task(core.spawnBlocking(job, Kind.ORDINARY));
        jobs.add(job);
    }

    /** The end of {@code job}, however it came; true the first time. */
    boolean ended(PoolJob job) {
        lock.lock();
        try {
            boolean first = jobs.remove(job);
            signalIfTerminated();
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void rejectIfShutDown(Runnable run) {
        if (isShutdown()) {
            throw new RejectedExecutionException(
                    run
                            + " was rejected: "
                            + (shutdown ? "this executor" : "the runtime")
                            + " has been shut down");
        }
    }

    @Override
    public void shutdown() {
        List<ScheduledJob<?>> periodic;
        lock.lock();
        try {
            shutdown = true;
            periodic = waiting.stream().filter(ScheduledJob::isPeriodic).toList();
            signalIfTerminated();
        } finally {
            lock.unlock();
        }
        periodic.forEach(job -> job.cancel(false));
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<PoolJob> begun;
        List<ScheduledJob<?>> unrung;
        lock.lock();
        try {
            shutdown = true;
            begun = List.copyOf(jobs);
            unrung = List.copyOf(waiting);
            signalIfTerminated();
        } finally {
            lock.unlock();
        }
        List<Runnable> neverRun = new ArrayList<>();
        // The last first: an interrupt of what runs must not make room for what waits behind it.
        for (PoolJob job : begun.reversed()) {
            if (job.takeBack()) {
                neverRun.addFirst(job.runnable());
            }
        }
        for (ScheduledJob<?> job : unrung) {
            if (remove(job)) {
                neverRun.add(job);
            }
        }
        return neverRun;
    }

    /** Also once the runtime was closed. */
    @Override
    public boolean isShutdown() {
        lock.lock();
        try {
            return shutdown || core.isClosed();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTerminated() {
        lock.lock();
        try {
            return isShutdown() && jobs.isEmpty() && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void signalIfTerminated() {
        if (isTerminated()) {
            terminated.signalAll();
        }
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        ExecutorTask.refuseOnWorker("awaitTermination");
        long left = unit.toNanos(timeout);
        lock.lockInterruptibly();
        try {
            while (!isTerminated()) {
                if (left <= 0) {
                    return false;
                }
                left = terminated.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        ExecutorTask.refuseOnWorker("close");
        super.close();
    }

    long now() {
        return core.time().nanos();
    }

    private long fromNow(long nanos) {
        return Nanos.plus(now(), Math.max(0, nanos));
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            return "executor of runtime "
                    + core.name()
                    + "["
                    + jobs.size()
                    + " jobs, "
                    + waiting.size()
                    + " scheduled"
                    + (isShutdown() ? ", shut down]" : "]");
        } finally {
            lock.unlock();
        }
    }
}
