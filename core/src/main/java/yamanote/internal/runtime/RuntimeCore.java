package yamanote.internal.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.blocking.BlockingConfig;
import yamanote.internal.blocking.BlockingJob;
import yamanote.internal.blocking.BlockingPool;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.scheduler.CurrentThreadScheduler;
import yamanote.internal.scheduler.Driver;
import yamanote.internal.scheduler.Scheduler;
import yamanote.internal.scheduler.SchedulerConfig;
import yamanote.internal.scheduler.Seeds;
import yamanote.internal.scheduler.Services;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.internal.task.Task;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.PausableClock;
import yamanote.internal.timer.SystemTime;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;
import yamanote.internal.util.FastRandom;

/** What one runtime owns: clock, driver, scheduler, blocking pool; and the order of its end. */
public final class RuntimeCore implements Services {
    private final RuntimeOptions options;
    private final SystemTime systemTime = new SystemTime();
    private final UnreadResults unread;
    private final Seeds seeds;
    private final BlockingPool blocking;
    private final Driver driver;
    private final Scheduler scheduler;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A running runtime; a current-thread one has no threads yet. */
    public RuntimeCore(RuntimeOptions options) {
        this.options = options;
        unread = new UnreadResults(options.onUnhandledFailure());
        Long seed = options.seed();
        seeds = new Seeds(seed == null ? FastRandom.systemSeed() : seed);
        PausableClock clock =
                options.startPaused()
                        ? PausableClock.paused(systemTime)
                        : new PausableClock(systemTime);
        blocking =
                new BlockingPool(
                        new BlockingConfig(
                                options.maxBlockingThreads(),
                                options.keepAliveNanos(),
                                loop -> options.threads().newThread(() -> runInside(loop))),
                        this::blockingJobEnded);
        driver = new Driver(clock, options.io(), options.time(), blocking::isBusy);
        scheduler =
                new CurrentThreadScheduler(
                        this,
                        new SchedulerConfig(
                                options.eventInterval(),
                                options.globalQueueInterval(),
                                options.onPark(),
                                options.onUnpark()));
    }

    /** The runtime's clock. */
    public TimeSource time() {
        return driver.time();
    }

    /** The wheel; throws naming time(false) if timers are off. */
    public TimerWheel wheel() {
        return driver.wheel();
    }

    /** The reactor; throws naming io(false) if I/O is off. */
    public Reactor reactor() {
        return driver.reactor();
    }

    @Override
    public Driver driver() {
        return driver;
    }

    @Override
    public UnreadResults unread() {
        return unread;
    }

    @Override
    public Seeds seeds() {
        return seeds;
    }

    /** The scheduler, for its counters. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** The blocking pool, for its gauges. */
    public BlockingPool blocking() {
        return blocking;
    }

    /** The name from the builder. */
    public String name() {
        return options.name();
    }

    /** Any thread: starts {@code future} as a task of its own. */
    public Task spawn(Future<?> future) {
        Task task = new Task(future, scheduler);
        scheduler.spawn(task);
        return task;
    }

    /** Any thread: runs {@code call} on the blocking pool. */
    public Task spawnBlocking(Callable<?> call, BlockingJob.Kind kind) {
        BlockingJob job = new BlockingJob(call, kind, unread);
        blocking.submit(job);
        return job;
    }

    /**
     * Polls {@code future} on the calling thread until it has ended, and returns the complete task
     * around it.
     */
    public Task blockOn(Future<?> future, boolean driving) throws InterruptedException {
        if (Ambient.get() instanceof WorkerContext) {
            throw new IllegalStateException(
                    "cannot start a runtime from within a runtime: this thread polls a task, and"
                            + " blockOn would block it; await the future instead, or call blockOn"
                            + " inside spawnBlocking");
        }
        return scheduler.blockOn(future, driving);
    }

    /** Whether {@link #close} has begun. */
    public boolean isClosed() {
        return closed.get();
    }

    /**
     * Ends the runtime; a second call does nothing.
     *
     * <ol>
     *   <li>New tasks and jobs are discarded, blockOn is cancelled.
     *   <li>Every task is cancelled inside the runtime's context; clean-ups have I/O, timers and
     *       the blocking pool until the deadline.
     *   <li>The driver is closed; queued blocking jobs are dropped, running ones waited for.
     *   <li>Results that nobody has read are dealt with, and what still runs is named.
     * </ol>
     */
    public void close() {
        if (Ambient.get() instanceof WorkerContext) {
            throw new IllegalStateException(
                    "cannot close a runtime from within an async context: this thread polls a task,"
                            + " and close would block it; close it where it was built");
        }
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        Deadline deadline = new Deadline(systemTime::nanos, options.shutdownNanos());
        List<String> survivors = new ArrayList<>();
        scheduler.startClosing();
        scheduler.awaitEnd(deadline, survivors);
        blocking.close(deadline, survivors);
        unread.flush();
        if (!survivors.isEmpty()) {
            System.getLogger("yamanote")
                    .log(
                            Level.WARNING,
                            "{0}: still running at the end of the shutdown timeout: {1}",
                            name(),
                            String.join("; ", survivors));
        }
    }

    /** A pool thread's loop in the runtime's context. */
    private void runInside(Runnable loop) {
        Ambient.swap(this);
        run(options.onThreadStart());
        try {
            loop.run();
        } finally {
            run(options.onThreadStop());
            Ambient.swap(null);
        }
    }

    private static void run(@Nullable Runnable hook) {
        if (hook != null) {
            hook.run();
        }
    }

    /** A paused clock may go on now. */
    private void blockingJobEnded() {
        if (!blocking.isBusy()) {
            driver.unpark();
        }
    }
}
