package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;

/**
 * The scheduler that runs tasks on the thread inside {@code blockOn} and nowhere else. Mirrors
 * {@code tokio::runtime::scheduler::current_thread}.
 *
 * <p>Whoever sets {@code owner} from null to itself owns the core; setting it back to null hands
 * everything on (a release that the next such CAS acquires). Of several threads in blockOn one owns
 * the core and runs everything; the others poll their own root when it is woken and otherwise sleep
 * on their permit. Whoever leaves, with the core or without, wakes all of them if it is free.
 *
 * <p>Only a thread itself can find itself in {@code owner}, hence the plain comparison that tells a
 * wake from inside (local queue) from one from outside (global queue, unpark).
 */
public final class CurrentThreadScheduler implements Scheduler, Root.Host {
    private static final VarHandle OWNER =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "owner",
                    VarHandle.class,
                    CurrentThreadScheduler.class,
                    Thread.class);

    private final Services services;
    private final Driver driver;
    private final SchedulerStats stats = new SchedulerStats(1);
    private final @Nullable TaskHooks hooks;
    private final GlobalQueue global = new GlobalQueue();
    private final CurrentThreadCore core;
    private final Roots roots = new Roots();

    private volatile @Nullable Thread owner;
    private volatile boolean closing;

    /**
     * Guarded by {@link #roots}: closing gave up waiting for the core, and the last one to leave
     * ends what is left.
     */
    private boolean overdue;

    /** The thread that waits for the core in order to close. */
    private volatile @Nullable Thread closer;

    /**
     * A scheduler without threads.
     *
     * @param holdsTime while true, a paused clock is not moved on by itself
     */
    public CurrentThreadScheduler(
            Services services, SchedulerConfig config, BooleanSupplier holdsTime) {
        this.services = services;
        this.driver = new Driver(services.time(), config.io(), config.time(), holdsTime);
        this.hooks = config.hooks();
        this.core = new CurrentThreadCore(services, driver, config, global, stats);
    }

    @Override
    public void spawn(Task task) {
        boolean inside = isOwner();
        if (inside) {
            stats.worker(0).spawned.increment();
        } else {
            stats.spawnedOutside.incrementAndGet();
        }
        if (hooks != null) {
            hooks.spawned(task);
        }
        if (closing || !push(task, inside)) {
            TaskExecutor.discard(task, new WorkerContext(services));
        }
    }

    @Override
    public void schedule(Task task) {
        // Closed: the task has ended or is about to be ended by the thread that closes.
        push(task, isOwner());
    }

    @Override
    public void requeue(Task task) {
        core.local.push(task);
    }

    @Override
    public void gaveWay(Task task) {
        stats.worker(0).yields.increment();
        core.deferred.add(task);
    }

    @Override
    public void adopt(Task task) {
        core.shard.add(task);
    }

    @Override
    public void release(Task task) {
        if (isOwner()) {
            if (task.isOwned()) {
                core.shard.remove(task);
            }
            stats.worker(0).finished.increment();
        } else {
            stats.finishedOutside.incrementAndGet();
            if (closing) {
                driver.unpark(); // it waits for the number of living tasks to be zero
            }
        }
        if (hooks != null) {
            hooks.ended(task);
        }
    }

    @Override
    public SchedulerStats stats() {
        return stats;
    }

    @Override
    public void forEachTask(Consumer<Task> action) {
        core.owned.forEach(action);
    }

    @Override
    public int pendingTimers() {
        return driver.pendingTimers();
    }

    @Override
    public int globalQueueDepth() {
        return global.depth();
    }

    @Override
    public IoDriver io() {
        return driver.io();
    }

    @Override
    public @Nullable TimerWheel wheel() {
        return driver.wheel();
    }

    @Override
    public void releaseTime() {
        driver.unpark();
    }

    @Override
    public Task blockOn(Future<?> future, boolean driving) throws InterruptedException {
        Root root = new Root(future, this);
        roots.enter(root);
        try {
            root.checkInterrupt();
            if (driving && acquire()) {
                lead(root);
            } else {
                follow(root, driving);
            }
        } finally {
            leave(root);
        }
        root.rethrowInterrupt();
        return root.task;
    }

    /** Runs the scheduler until {@code root} has ended. */
    private void lead(Root root) {
        Object outside = Ambient.swap(core.context);
        try {
            core.run(root);
        } finally {
            Ambient.swap(outside);
            release();
        }
    }

    /** Polls {@code root} alone, until it has ended or the core is free. */
    private void follow(Root root, boolean driving) {
        WorkerContext context = new WorkerContext(services);
        Object outside = Ambient.swap(context);
        try {
            while (!root.task.isComplete()) {
                if (root.takeReady()) {
                    TaskExecutor.run(root.task, context);
                } else if (driving && acquire()) {
                    lead(root);
                } else {
                    // A wake and a free core both leave a permit.
                    LockSupport.park(this);
                }
                root.checkInterrupt();
            }
        } finally {
            Ambient.swap(outside);
        }
    }

    /** Last, without the core: if it is free, one of those who wait will take it. */
    private void leave(Root root) {
        boolean closeNow;
        synchronized (roots) {
            closeNow = roots.leave(root) && overdue;
            if (owner == null) {
                roots.unparkAll();
            }
        }
        if (closeNow) {
            awaitEnd(new Deadline(() -> 0, 0), new ArrayList<>());
        } else if (closing) {
            LockSupport.unpark(closer);
            driver.unpark();
        }
    }

    private boolean acquire() {
        if (owner == null && OWNER.compareAndSet(this, null, Thread.currentThread())) {
            driver.claim();
            return true;
        }
        return false;
    }

    private void release() {
        driver.release();
        owner = null;
    }

    private boolean isOwner() {
        return owner == Thread.currentThread();
    }

    private boolean push(Task task, boolean inside) {
        if (inside) {
            core.local.push(task);
            return true;
        }
        if (!global.push(task)) {
            return false;
        }
        driver.unpark();
        return true;
    }

    /**
     * Wakes a thread in blockOn wherever it sleeps. It owns the core from before it last looked at
     * its root, or is seen here as a follower and finds its permit.
     */
    @Override
    public void wake(Root root) {
        Thread thread = root.thread;
        if (thread == Thread.currentThread()) {
            return;
        }
        if (owner == thread) {
            driver.unpark();
        } else {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void gaveWay(Root root) {
        if (isOwner()) {
            gaveWay(root.task);
        } else {
            root.requeue(root.task);
        }
    }

    @Override
    public <T extends @Nullable Object> T blockInPlace(Callable<T> call, Object outside) {
        throw new IllegalStateException(
                "blockInPlace needs a multi-thread runtime, here it would stop everything: use"
                        + " spawnBlocking, or build the runtime with AsyncRuntime.multiThread()");
    }

    @Override
    public void startClosing() {
        synchronized (roots) {
            closing = true;
            roots.close();
        }
    }

    @Override
    public void awaitEnd(Deadline deadline, List<String> survivors) {
        closer = Thread.currentThread();
        while (!acquire()) {
            if (deadline.hasPassed() && giveUp(survivors)) {
                return;
            }
            LockSupport.parkNanos(this, deadline.left());
        }
        closer = null;
        Object outside = Ambient.swap(core.context);
        try {
            core.cancelAll(deadline, () -> !roots.isEmpty());
            roots.name(survivors);
            core.abandonAll(task -> survivors.add(Sites.of(task.payload())));
            driver.close();
        } finally {
            Ambient.swap(outside);
            driver.release();
            owner = null;
        }
    }

    /** False if nobody is inside any more: the core is free, or about to be. */
    private boolean giveUp(List<String> survivors) {
        synchronized (roots) {
            overdue = !roots.isEmpty();
            roots.name(survivors);
            return overdue;
        }
    }
}
