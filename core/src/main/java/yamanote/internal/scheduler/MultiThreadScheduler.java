package yamanote.internal.scheduler;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.Deadline;

/**
 * The work-stealing scheduler. Mirrors {@code tokio::runtime::scheduler::multi_thread}.
 *
 * <p>A task woken by what a worker runs stays with that worker; one woken elsewhere goes through
 * the global queue. Whoever queues something that another worker could run wakes one, unless one is
 * searching already ({@link IdleWorkers}). The thread inside blockOn polls its own root and nothing
 * else; it is no worker.
 */
public final class MultiThreadScheduler implements Scheduler, Root.Host {
    final GlobalQueue global = new GlobalQueue();
    final OwnedTasks owned = new OwnedTasks();
    final IdleWorkers idle;
    private final Services services;
    private final SchedulerConfig config;
    private final WorkerThreads threads;
    private final IoDriver io;
    private final SchedulerStats stats;
    private final Worker[] workers;
    private final Watchdog watchdog;
    private final TimeSource clock;
    private final @Nullable TaskHooks hooks;
    private final RootPoller roots;
    private final MultiThreadShutdown shutdown;

    /** Written by any thread without care: a lost update does no harm. */
    private int nextWheel;

    /** A scheduler of {@code count} workers that {@link #start} sets going. */
    public MultiThreadScheduler(
            Services services, SchedulerConfig config, int count, WorkerThreads threads) {
        this.services = services;
        this.config = config;
        this.threads = threads;
        this.clock = services.time();
        this.hooks = config.hooks();
        this.idle = new IdleWorkers(count);
        this.stats = new SchedulerStats(count);
        this.io = new IoDriver(config.io(), this::wakeSleeper);
        this.workers = new Worker[count];
        for (int i = 0; i < count; i++) {
            workers[i] = new Worker(i, this, services, config);
        }
        this.roots = new RootPoller(services, config.spinNanos());
        this.watchdog = new Watchdog(this, services, config);
        this.shutdown = new MultiThreadShutdown(this, services, roots);
    }

    /** Starts the threads. */
    public void start() {
        for (Worker worker : workers) {
            worker.claim();
            threads.newWorker("worker-" + worker.index, () -> run(worker)).start();
        }
        if (isWatched()) {
            threads.newHelper("watchdog", watchdog).start();
        }
    }

    private void run(Worker worker) {
        worker.run(new WorkerContext(services));
    }

    int workers() {
        return workers.length;
    }

    /** Workers and watchdog. */
    int threads() {
        return isWatched() ? workers.length + 1 : workers.length;
    }

    private boolean isWatched() {
        return config.stuckNanos() > 0;
    }

    Worker worker(int index) {
        return workers[index];
    }

    long nanos() {
        return clock.nanos();
    }

    void drainUnread() {
        services.unread().drain();
    }

    /** The context in which the calling thread polls, if it is one of this runtime's. */
    private @Nullable WorkerContext context() {
        return Ambient.get() instanceof WorkerContext cx && cx.services() == services ? cx : null;
    }

    /** The worker that the calling thread runs, if it is one of this scheduler's. */
    private @Nullable Worker here() {
        WorkerContext cx = context();
        return cx == null ? null : cx.worker();
    }

    @Override
    public void spawn(Task task) {
        Worker here = here();
        if (here != null) {
            here.stats.spawned.increment();
        } else {
            // Before the look at `closing`: the one that closes counts after setting it.
            stats.spawnedOutside.incrementAndGet();
        }
        if (hooks != null) {
            hooks.spawned(task);
        }
        if (shutdown.isClosing()) {
            TaskExecutor.discard(task, new WorkerContext(services));
        } else if (here != null) {
            here.schedule(task);
        } else if (global.push(task)) {
            notifyOne();
        } else {
            TaskExecutor.discard(task, new WorkerContext(services));
        }
    }

    @Override
    public void schedule(Task task) {
        WorkerContext cx = context();
        Worker here = cx == null ? null : cx.worker();
        if (here != null) {
            here.schedule(task);
        } else if (cx != null && cx.isBatching()) {
            cx.collect(task);
        } else {
            inject(task);
        }
    }

    @Override
    public void requeue(Task task) {
        Worker here = here();
        if (here != null) {
            here.enqueue(task);
        } else {
            inject(task);
        }
    }

    @Override
    public void gaveWay(Task task) {
        Worker here = here();
        if (here != null) {
            here.stats.yields.increment();
            here.deferred.add(task);
        } else {
            inject(task);
        }
    }

    /** From a thread that is no worker. */
    private void inject(Task task) {
        if (global.push(task)) {
            notifyOne();
        } else {
            TaskExecutor.abandon(task, new WorkerContext(services));
        }
    }

    /**
     * From a thread that is no worker: {@code count} tasks, linked as the global queue wants it.
     */
    void injectChain(Task newest, Task oldest, int count) {
        if (global.pushChain(newest, oldest, count)) {
            notifyOne();
            return;
        }
        WorkerContext context = new WorkerContext(services);
        for (Task task = newest; task != null; ) {
            Task next = task == oldest ? null : task.next();
            TaskExecutor.abandon(task, context);
            task = next;
        }
    }

    @Override
    public void adopt(Task task) {
        Worker here = here();
        if (here != null) {
            here.owned.add(task);
        } else {
            owned.add(task);
        }
        shutdown.adopted(task);
    }

    @Override
    public void release(Task task) {
        Worker here = here();
        if (here != null) {
            if (task.isOwned()) {
                here.owned.remove(task);
            }
            here.stats.finished.increment();
        } else {
            if (task.isOwned()) {
                owned.remove(task);
            }
            stats.finishedOutside.incrementAndGet();
        }
        if (hooks != null) {
            hooks.ended(task);
        }
        shutdown.ended();
    }

    /** Any thread, having queued something that a sleeping worker could run. */
    void notifyOne() {
        unpark(idle.claimIfNoneSearches());
    }

    /** Any thread: one sleeper, if there is one, shall have a look around. */
    void wakeSleeper() {
        unpark(idle.claimAny());
    }

    private void unpark(int worker) {
        if (worker >= 0) {
            workers[worker].parker.unpark();
        }
    }

    /**
     * A worker that searched has found something. If it was the last one, another takes over as
     * long as there is more: whoever queued it has woken nobody because of this one.
     */
    void stoppedSearching(int worker) {
        if (idle.stopSearching(worker) && hasWork()) {
            notifyOne();
        }
    }

    /** Any thread: whether there is something that any worker could run; a snapshot. */
    boolean hasWork() {
        if (!global.isEmpty()) {
            return true;
        }
        for (Worker worker : workers) {
            if (!worker.queue.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** A worker has slept. */
    void workerAwake() {
        watchdog.wakeUp();
    }

    boolean isClosing() {
        return shutdown.isClosing();
    }

    boolean isStopped() {
        return shutdown.isStopped();
    }

    void stopWatchdog() {
        watchdog.stop();
    }

    void threadEnded() {
        shutdown.threadEnded();
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

    @Override
    public <T extends @Nullable Object> T blockInPlace(Callable<T> call, Object outside)
            throws Exception {
        Object inside = Ambient.get();
        if (!(inside instanceof WorkerContext cx)) {
            return call.call();
        }
        Worker worker = cx.worker();
        if (worker != null) {
            Task task = cx.task();
            if (task != null && !task.isOwned()) {
                adopt(task); // so that it is named if it outlives the runtime
            }
            worker.letGo();
            threads.substitute(() -> {
                if (worker.claim()) {
                    run(worker);
                }
            });
        }
        Ambient.swap(outside);
        try {
            return call.call();
        } finally {
            Ambient.swap(cx);
            // Else this thread ends the poll as a guest and then leaves the loop.
            if (worker != null && worker.claim()) {
                worker.enter(cx);
            }
        }
    }

    @Override
    public void startClosing() {
        shutdown.start();
    }

    @Override
    public void awaitEnd(Deadline deadline, List<String> survivors) {
        shutdown.await(deadline, survivors);
    }

    @Override
    public IoDriver io() {
        return io;
    }

    /** Of one worker after the other, so that timers of other threads are spread. */
    @Override
    public @Nullable TimerWheel wheel() {
        return workers[Math.floorMod(nextWheel++, workers.length)].wheel;
    }

    @Override
    public void releaseTime() {}

    @Override
    public void forEachTask(Consumer<Task> action) {
        owned.forEach(action);
    }

    @Override
    public int pendingTimers() {
        int sum = 0;
        for (Worker worker : workers) {
            int pending = worker.wheel == null ? 0 : worker.wheel.pendingFor();
            if (pending == TimerWheel.BUSY) {
                return pending;
            }
            sum += pending;
        }
        return sum;
    }

    @Override
    public int globalQueueDepth() {
        return global.depth();
    }

    @Override
    public SchedulerStats stats() {
        return stats;
    }
}
