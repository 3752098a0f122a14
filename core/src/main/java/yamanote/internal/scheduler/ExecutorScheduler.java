package yamanote.internal.scheduler;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;

/**
 * The scheduler that runs tasks on somebody else's {@link Executor}; one thread of its own, started
 * when it is needed first, serves I/O and timers.
 *
 * <p>Each task that is queued is matched by one run given to the executor, and each run takes one
 * task; so there are never fewer runs to come than tasks queued, and all runs are one object.
 */
public final class ExecutorScheduler implements Scheduler, Root.Host {
    private final Services services;
    private final Executor executor;
    private final WorkerThreads threads;
    private final @Nullable TaskHooks hooks;
    private final Driver driver;
    private final GlobalQueue queue = new GlobalQueue();
    private final OwnedTasks owned = new OwnedTasks();
    private final SchedulerStats stats = new SchedulerStats(0);
    private final ConcurrentLinkedDeque<RunContext> idle = new ConcurrentLinkedDeque<>();
    private final ConcurrentLinkedQueue<RunContext> contexts = new ConcurrentLinkedQueue<>();
    private final Runnable run = this::runOne;
    private final RootPoller roots;
    private final Shutdown shutdown;

    private volatile @Nullable Thread driverThread;
    private volatile boolean stopped;

    /** A scheduler without threads so far. */
    public ExecutorScheduler(
            Services services, SchedulerConfig config, Executor executor, WorkerThreads threads) {
        this.services = services;
        this.executor = executor;
        this.threads = threads;
        this.hooks = config.hooks();
        this.driver = new Driver(services.time(), config.io(), config.time(), () -> false);
        this.roots = new RootPoller(services, config.spinNanos());
        this.shutdown = new Shutdown(owned, stats, roots);
    }

    @Override
    public void spawn(Task task) {
        stats.spawnedOutside.incrementAndGet();
        if (hooks != null) {
            hooks.spawned(task);
        }
        if (shutdown.isClosing()) {
            TaskExecutor.discard(task, new WorkerContext(services));
        } else {
            schedule(task);
        }
    }

    @Override
    public void schedule(Task task) {
        if (!queue.push(task)) {
            refuse(task);
            return;
        }
        try {
            executor.execute(run);
        } catch (RejectedExecutionException e) {
            refuse(take());
        }
    }

    /** Here and now, for want of a thread. */
    private void refuse(@Nullable Task task) {
        WorkerContext context = new WorkerContext(services);
        Object outside = Ambient.swap(context);
        try {
            shutdown.end(task, null, context);
        } finally {
            Ambient.swap(outside);
        }
    }

    @Override
    public void requeue(Task task) {
        schedule(task);
    }

    @Override
    public void gaveWay(Task task) {
        stats.yieldedOutside.incrementAndGet();
        schedule(task);
    }

    private void runOne() {
        if (Ambient.get() instanceof RunContext outer && outer.services() == services) {
            outer.owed++;
            return;
        }
        Task task = take();
        if (task == null) {
            return; // closed meanwhile
        }
        RunContext known = idle.pollFirst();
        RunContext context = known == null ? newContext() : known;
        Object outside = Ambient.swap(context);
        try {
            poll(task, context);
            while (context.owed > 0) {
                context.owed--;
                Task next = take();
                if (next != null) {
                    poll(next, context);
                }
            }
        } finally {
            Ambient.swap(outside);
            idle.addFirst(context);
        }
    }

    private RunContext newContext() {
        RunContext context = new RunContext(services);
        contexts.add(context);
        return context;
    }

    /** The context of one run at a time. */
    private static final class RunContext extends WorkerContext {
        /** Runs that the executor began inside of this one; they come after it, not deeper. */
        int owed;

        RunContext(Services services) {
            super(services);
        }
    }

    private void poll(Task task, WorkerContext context) {
        stats.polledOutside.incrementAndGet();
        if (shutdown.isClosing()) {
            task.markAborted();
        }
        if (hooks == null) {
            TaskExecutor.run(task, context);
        } else {
            hooks.before(task);
            TaskExecutor.run(task, context);
            hooks.after(task);
        }
    }

    private @Nullable Task take() {
        while (!queue.tryConsume()) {
            Thread.onSpinWait();
        }
        try {
            return queue.pop();
        } finally {
            queue.endConsume();
        }
    }

    @Override
    public void adopt(Task task) {
        owned.add(task);
        shutdown.adopted(task);
    }

    @Override
    public void release(Task task) {
        if (task.isOwned()) {
            owned.remove(task);
        }
        stats.finishedOutside.incrementAndGet();
        if (hooks != null) {
            hooks.ended(task);
        }
        shutdown.ended();
    }

    @Override
    public Task blockOn(Future<?> future, boolean driving) throws InterruptedException {
        return roots.run(new Root(future, this), shutdown::ended);
    }

    @Override
    public void wake(Root root) {
        root.unparkIfAsleep();
    }

    @Override
    public void gaveWay(Root root) {
        root.requeue(root.task);
    }

    /** Whether its thread may block is a matter of the executor. */
    @Override
    public <T extends @Nullable Object> T blockInPlace(Callable<T> call, Object outside)
            throws Exception {
        Object inside = Ambient.swap(outside);
        try {
            return call.call();
        } finally {
            Ambient.swap(inside);
        }
    }

    @Override
    public void startClosing() {
        shutdown.start();
    }

    @Override
    public void awaitEnd(Deadline deadline, List<String> survivors) {
        shutdown.awaitTasks(deadline, survivors);
        while (isPolling() && !deadline.hasPassed()) {
            shutdown.look(deadline);
        }
        contexts.forEach(context -> Shutdown.nameFirstPoll(context, survivors));
        stopDriver(deadline);
        WorkerContext context = new WorkerContext(services);
        Object outside = Ambient.swap(context);
        try {
            shutdown.endQueued(queue, survivors, context);
            shutdown.endOwned(survivors, context);
            driver.close();
        } finally {
            Ambient.swap(outside);
        }
    }

    /** An end is counted before the handle resolves, and that before the poll has ended. */
    private boolean isPolling() {
        return contexts.stream().anyMatch(context -> context.task() != null);
    }

    private synchronized void startDriver() {
        if (driverThread == null && !stopped) {
            Thread thread = threads.newHelper("driver", this::drive);
            driverThread = thread;
            thread.start();
        }
    }

    private void drive() {
        driver.claim();
        while (!stopped) {
            driver.park(Long.MAX_VALUE, () -> true);
            services.unread().drain();
        }
        driver.release();
        shutdown.ended();
    }

    private void stopDriver(Deadline deadline) {
        Thread thread;
        synchronized (this) {
            stopped = true;
            thread = driverThread;
        }
        driver.unpark();
        while (thread != null && thread.isAlive() && !deadline.hasPassed()) {
            shutdown.look(deadline);
        }
    }

    @Override
    public IoDriver io() {
        if (driverThread == null) {
            startDriver();
        }
        return driver.io();
    }

    @Override
    public @Nullable TimerWheel wheel() {
        if (driverThread == null) {
            startDriver();
        }
        return driver.wheel();
    }

    @Override
    public void releaseTime() {}

    @Override
    public void forEachTask(Consumer<Task> action) {
        owned.forEach(action);
    }

    @Override
    public int pendingTimers() {
        return driver.pendingTimers();
    }

    @Override
    public int globalQueueDepth() {
        return queue.depth();
    }

    @Override
    public SchedulerStats stats() {
        return stats;
    }
}
