package yamanote.internal.runtime;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.blocking.BlockingConfig;
import yamanote.internal.blocking.BlockingJob;
import yamanote.internal.blocking.BlockingPool;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.scheduler.CurrentThreadScheduler;
import yamanote.internal.scheduler.ExecutorScheduler;
import yamanote.internal.scheduler.IoDriver;
import yamanote.internal.scheduler.MultiThreadScheduler;
import yamanote.internal.scheduler.Scheduler;
import yamanote.internal.scheduler.Seeds;
import yamanote.internal.scheduler.Services;
import yamanote.internal.scheduler.TaskHooks;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.internal.scheduler.WorkerThreads;
import yamanote.internal.task.Task;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.timer.PausableClock;
import yamanote.internal.timer.SystemTime;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;
import yamanote.internal.util.FastRandom;

/** What one runtime owns: clock, scheduler, blocking pool; and the order of its end. */
public final class RuntimeCore implements Services {
    private final RuntimeOptions options;
    private final SystemTime systemTime = new SystemTime();
    private final TimeSource clock;
    private final UnreadResults unread;
    private final Seeds seeds;
    private final BlockingPool blocking;
    private final Scheduler scheduler;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A running runtime; a current-thread one has no threads yet. */
    public RuntimeCore(RuntimeOptions options) {
        this.options = options;
        unread = new UnreadResults(options.onUnhandledFailure());
        Long seed = options.seed();
        seeds = new Seeds(seed == null ? FastRandom.systemSeed() : seed);
        blocking =
                new BlockingPool(
                        new BlockingConfig(
                                options.maxBlockingThreads(),
                                options.keepAliveNanos(),
                                options.kind() instanceof RuntimeKind.MultiThread
                                        ? options.scheduler().spinNanos()
                                        : 0,
                                systemTime::nanos,
                                loop -> newThread("blocking", loop)),
                        this::blockingJobEnded);
        switch (options.kind()) {
            case RuntimeKind.CurrentThread _ -> {
                clock =
                        options.startPaused()
                                ? PausableClock.paused(systemTime)
                                : new PausableClock(systemTime);
                scheduler = new CurrentThreadScheduler(this, options.scheduler(), blocking::isBusy);
            }
            case RuntimeKind.MultiThread(int workers) -> {
                clock = systemTime;
                var multi =
                        new MultiThreadScheduler(
                                this, options.scheduler(), workers, new SchedulerThreads());
                scheduler = multi;
                multi.start();
            }
            case RuntimeKind.OnExecutor(Executor executor) -> {
                clock = systemTime;
                scheduler =
                        new ExecutorScheduler(
                                this, options.scheduler(), executor, new SchedulerThreads());
            }
        }
    }

    @Override
    public TimeSource time() {
        return clock;
    }

    @Override
    public TimerWheel wheel() {
        TimerWheel wheel =
                Ambient.get() instanceof WorkerContext cx && cx.services() == this
                        ? cx.wheelOrNull()
                        : null;
        if (wheel == null) {
            wheel = scheduler.wheel();
        }
        if (wheel == null) {
            throw new IllegalStateException(
                    "timers are off on this runtime: remove time(false) from its builder");
        }
        return wheel;
    }

    @Override
    public Reactor reactor() {
        return scheduler.io().reactor();
    }

    /** What waits for sockets. */
    public IoDriver io() {
        return scheduler.io();
    }

    @Override
    public UnreadResults unread() {
        return unread;
    }

    @Override
    public Seeds seeds() {
        return seeds;
    }

    @Override
    public @Nullable TaskHooks hooks() {
        return options.scheduler().hooks();
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

    /**
     * Calls {@code call}, which may block, on this thread; if it runs tasks, another goes on with
     * them.
     */
    public <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
        return scheduler.blockInPlace(call, this);
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

    private Thread newThread(String role, Runnable loop) {
        return options.threads().apply(options.name() + "-" + role, () -> runInside(loop));
    }

    /** A thread's loop in the runtime's context. */
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
            scheduler.releaseTime();
        }
    }

    /** Workers' threads; one that blocks in place is replaced by one of the blocking pool. */
    private final class SchedulerThreads implements WorkerThreads {
        @Override
        public Thread newWorker(String role, Runnable loop) {
            return newThread(role, loop);
        }

        @Override
        public Thread newHelper(String role, Runnable loop) {
            return options.threads().apply(options.name() + "-" + role, loop);
        }

        @Override
        public void substitute(Runnable loop) {
            spawnBlocking(Executors.callable(loop), BlockingJob.Kind.MANDATORY);
        }
    }
}
