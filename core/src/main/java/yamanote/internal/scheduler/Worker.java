package yamanote.internal.scheduler;

import java.lang.System.Logger.Level;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.Ambient;

/**
 * One worker of the multi-thread scheduler: its queues, its timers and the loop over them. Mirrors
 * {@code tokio::runtime::scheduler::multi_thread::worker::Core}.
 *
 * <p>One thread at a time runs it and owns everything in here that is not said to be for others.
 * {@link #letGo} and {@link #claim} hand it on (a release and an acquire).
 *
 * <p>The order of things: the LIFO slot; the local queue, the global one first at every so many
 * polls; when both are empty, those who gave way, after a look at I/O and timers; then what other
 * workers have queued; then sleep.
 */
final class Worker {
    /** Tasks run from the LIFO slot in a row, so that two that wake each other starve nobody. */
    private static final int LIFO_POLLS = 3;

    /** Every so many flushes of deferred tasks a look at the other workers. */
    private static final int FLUSHES_PER_LOOK = 16;

    private static final VarHandle FREE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "free", VarHandle.class, Worker.class, boolean.class);

    final int index;
    final LifoSlot lifo = new LifoSlot();
    final LocalQueue queue = new LocalQueue();
    final DeferredTasks deferred = new DeferredTasks();
    final OwnedTasks.Shard owned;
    final Parker parker = new Parker();
    final WorkerStats stats;
    final @Nullable TimerWheel wheel;
    private final MultiThreadScheduler scheduler;
    private final SchedulerConfig config;
    private final @Nullable TaskHooks hooks;
    private final GlobalQueue global;
    private final GlobalQueueInterval interval;
    private final WorkerSleep sleep;
    private final WorkSource others;
    private final Consumer<Task> push = this::push;

    /** No thread runs this worker. */
    private volatile boolean free = true;

    private @Nullable WorkerContext context;
    private boolean lifoEnabled;
    private int untilTurn;
    private int untilGlobal;
    private int flushes;
    private long measuredPolls;
    private long measuredAt;

    /** Whether {@link IdleWorkers} counts it as searching. */
    boolean searching;

    /**
     * Dispatching I/O and timers: what is woken is queued, and others are told of it at the end.
     */
    boolean turning;

    Worker(int index, MultiThreadScheduler scheduler, Services services, SchedulerConfig config) {
        this.index = index;
        this.scheduler = scheduler;
        this.config = config;
        this.hooks = config.hooks();
        this.global = scheduler.global;
        this.owned = scheduler.owned.newShard();
        this.stats = scheduler.stats().worker(index);
        this.wheel = config.time() ? new TimerWheel(services.time(), parker::unpark) : null;
        this.interval = new GlobalQueueInterval(config.globalQueueInterval());
        this.others = new WorkSource(index, queue, scheduler, services);
        this.sleep = new WorkerSleep(this, scheduler, services, config);
        this.lifoEnabled = config.lifo();
        this.untilTurn = config.eventInterval();
        this.untilGlobal = interval.polls();
    }

    /** Any thread: becomes the one that runs it, unless there is one. */
    boolean claim() {
        return free && FREE.compareAndSet(this, true, false);
    }

    /** Whoever has claimed it: prepares this thread to run it. */
    void enter(WorkerContext cx) {
        context = cx;
        cx.worker(this);
        parker.claim();
        if (wheel != null) {
            wheel.claim();
        }
    }

    /**
     * The owner, about to block: everything that waits here can be taken by others, and so can this
     * worker.
     */
    void letGo() {
        flush();
        Task task = lifo.take();
        if (task != null) {
            queue.push(task, global);
        }
        leave();
        free = true; // releases all of it to claim()
        scheduler.notifyOne();
    }

    /** The owner: ceases to run it. Who ends for good leaves it claimed. */
    private void leave() {
        if (context != null) {
            context.worker(null);
            context = null;
        }
        if (wheel != null) {
            wheel.release();
        }
        parker.release();
    }

    /** Runs this worker, which the calling thread has claimed, until it is stopped or handed on. */
    void run(WorkerContext cx) {
        Object outside = Ambient.swap(cx);
        enter(cx);
        try {
            while (cx.worker() == this) {
                if (scheduler.isStopped()) {
                    end();
                    return;
                }
                step(cx);
            }
        } finally {
            Ambient.swap(outside);
        }
    }

    private void step(WorkerContext cx) {
        try {
            if (untilTurn <= 0) {
                turn();
            }
            Task task = next();
            if (task == null) {
                task = search();
            }
            if (task != null) {
                runWithSuccessors(task, cx);
            } else {
                sleep.sleep();
            }
        } catch (Throwable thrown) {
            // Nothing of a task gets here: a hook, the I/O driver, or the JVM is at its end.
            System.getLogger("yamanote").log(Level.ERROR, "a worker goes on after", thrown);
        }
    }

    /** Polls {@code task}, then what each has put into the LIFO slot, all within one budget. */
    private void runWithSuccessors(Task task, WorkerContext cx) {
        if (searching) {
            searching = false;
            scheduler.stoppedSearching(index);
        }
        cx.budget(Context.BUDGET);
        poll(task, cx);
        for (int polls = 1; cx.worker() == this; polls++) {
            Task next = lifo.take();
            if (next == null) {
                lifoEnabled = config.lifo();
                return;
            }
            if (cx.budget() <= 0) {
                enqueue(next);
                lifoEnabled = config.lifo();
                return;
            }
            if (polls == LIFO_POLLS) {
                lifoEnabled = false;
            }
            poll(next, cx);
        }
    }

    private void poll(Task task, WorkerContext cx) {
        untilTurn--;
        stats.polls.increment();
        if (scheduler.isClosing()) {
            task.markAborted();
        }
        TaskHooks hooks = this.hooks;
        if (hooks == null) {
            TaskExecutor.runInBudget(task, cx);
        } else {
            hooks.before(task);
            TaskExecutor.runInBudget(task, cx);
            hooks.after(task);
        }
        Thread.interrupted(); // what a task leaves behind would close the sockets of the next
    }

    private @Nullable Task next() {
        Task task = lifo.take();
        if (task != null) {
            return task;
        }
        if (--untilGlobal <= 0) {
            untilGlobal = interval.polls();
            task = others.takeGlobal();
            return task != null ? task : queue.pop();
        }
        task = queue.pop();
        return task != null ? task : others.takeGlobal();
    }

    /** Nothing of its own: those who gave way, or what others have. */
    private @Nullable Task search() {
        if (!deferred.isEmpty()) {
            if (++flushes % FLUSHES_PER_LOOK == 0) {
                Task task = others.steal(2 * deferred.size() + 2);
                if (task != null) {
                    return task;
                }
            }
            turn();
            return queue.pop();
        }
        if (!searching) {
            searching = scheduler.idle.startSearching(index);
        }
        if (!searching) {
            return null;
        }
        Task task = others.steal(0);
        return task != null ? task : others.takeGlobal();
    }

    /** The owner: a task was woken or spawned by what runs here. */
    void schedule(Task task) {
        if (turning || isBatching()) {
            push(task);
        } else if (!lifoEnabled) {
            enqueue(task);
        } else {
            Task before = lifo.put(task);
            if (before != null) {
                enqueue(before);
            }
        }
    }

    /** The owner: behind the others, and a sleeper is told if there is one. */
    void enqueue(Task task) {
        push(task);
        if (!turning) {
            scheduler.notifyOne();
        }
    }

    private boolean isBatching() {
        WorkerContext cx = context;
        return cx != null && cx.isBatching();
    }

    /** The owner, in a poll: several tasks were queued quietly. */
    void flushed() {
        if (!turning && !queue.isEmpty()) {
            scheduler.notifyOne();
        }
    }

    private void push(Task task) {
        if (!queue.push(task, global)) {
            stats.overflows.increment();
        }
    }

    /** I/O and timers without waiting, then those who gave way. */
    private void turn() {
        untilTurn = config.eventInterval();
        stats.turns.increment();
        turning = true;
        try {
            Reactor reactor = scheduler.io().tryTake();
            if (reactor != null) {
                try {
                    Parker.glance(reactor);
                } finally {
                    scheduler.io().giveBack();
                }
            }
            fireTimers();
        } finally {
            turning = false;
        }
        flush();
        if (interval.isTuned()) {
            measure(scheduler.nanos());
        }
        scheduler.drainUnread();
    }

    void fireTimers() {
        if (wheel != null && !wheel.isIdle()) {
            wheel.advance(scheduler.nanos());
        }
    }

    /** Queues those who gave way, and tells others if there is more than this worker runs next. */
    void flush() {
        deferred.drainTo(push);
        if (queue.size() > 1) {
            scheduler.notifyOne();
        }
    }

    /** Tunes the interval with the polls since the last call. */
    void measure(long now) {
        interval.measured((int) (stats.polls() - measuredPolls), now - measuredAt);
        measureFrom(now);
    }

    /** What lies before is not to be measured. */
    void measureFrom(long now) {
        measuredPolls = stats.polls();
        measuredAt = now;
    }

    /** Whether there is something that nobody else would run. */
    boolean hasOwnWork() {
        return !lifo.isEmpty() || !deferred.isEmpty() || !queue.isEmpty();
    }

    /** Is never free again: {@link MultiThreadShutdown} counts each worker's end once. */
    private void end() {
        if (searching) {
            searching = false;
            scheduler.idle.stopSearching(index);
        }
        deferred.drainTo(push);
        leave();
        scheduler.threadEnded();
    }

    /** Any thread: whether no thread runs it; a snapshot. */
    boolean isFree() {
        return free;
    }

    /** Any thread: the context of the thread that runs it; a snapshot. */
    @Nullable WorkerContext context() {
        return context;
    }

    /** Any thread: the thread that runs it; a snapshot. */
    @Nullable Thread thread() {
        return parker.owner();
    }

    /** For tests. */
    int globalQueueInterval() {
        return interval.polls();
    }
}
