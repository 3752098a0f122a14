package yamanote.internal.scheduler;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/**
 * What the owner of a current-thread scheduler works with: the local queue, the deferred tasks, the
 * table of tasks and the driver. Everything here is owner-only.
 *
 * <p>The order of things is Tokio's: the root if it was woken; then at most {@code eventInterval}
 * tasks, the global queue first at every {@code globalQueueInterval}th; then I/O and timers, and
 * after them those who had given way.
 */
final class CurrentThreadCore {
    final TaskFifo local = new TaskFifo();
    final OwnedTasks owned = new OwnedTasks();
    final OwnedTasks.Shard shard = owned.newShard();
    final DeferredTasks deferred = new DeferredTasks();
    final WorkerContext context;

    private final GlobalQueue global;
    private final Services services;
    private final Driver driver;
    private final SchedulerConfig config;
    private final SchedulerStats stats;
    private final WorkerStats mine;
    private final BooleanSupplier idle = this::isIdle;

    private @Nullable Root root;
    private int tick;

    /** Polls, the root's included, that may be made before the next look at I/O and timers. */
    private int untilTurn;

    CurrentThreadCore(
            Services services,
            Driver driver,
            SchedulerConfig config,
            GlobalQueue global,
            SchedulerStats stats) {
        this.services = services;
        this.driver = driver;
        this.config = config;
        this.global = global;
        this.stats = stats;
        this.mine = stats.worker(0);
        this.context = new WorkerContext(services, driver.wheel());
        this.untilTurn = config.eventInterval();
    }

    /** Runs tasks, I/O and timers until {@code root} has ended. */
    void run(Root root) {
        this.root = root;
        try {
            while (!pollRoot(root)) {
                runTasks();
                if (untilTurn <= 0) {
                    turn();
                } else if (!root.isReady()) {
                    parkOrTurn(Long.MAX_VALUE);
                }
                root.checkInterrupt();
            }
        } finally {
            this.root = null;
            requeueDeferred();
        }
    }

    private boolean pollRoot(Root root) {
        if (root.takeReady()) {
            untilTurn--;
            TaskExecutor.run(root.task, context);
        }
        return root.task.isComplete();
    }

    /** Until nothing is left to run, or it is time to look at I/O and timers. */
    private void runTasks() {
        while (untilTurn > 0) {
            Task task = next();
            if (task == null) {
                return;
            }
            untilTurn--;
            poll(task);
        }
    }

    private void poll(Task task) {
        mine.polls.increment();
        TaskHooks hooks = config.hooks();
        if (hooks == null) {
            TaskExecutor.run(task, context);
        } else {
            hooks.before(task);
            TaskExecutor.run(task, context);
            hooks.after(task);
        }
    }

    private @Nullable Task next() {
        if (++tick == config.globalQueueInterval()) {
            tick = 0;
            Task task = global.pop();
            return task != null ? task : local.pop();
        }
        Task task = local.pop();
        return task != null ? task : global.pop();
    }

    /** Nothing is to be run: sleeps, unless somebody has given way or the hook makes work. */
    private void parkOrTurn(long limitNanos) {
        if (!deferred.isEmpty()) {
            turn();
            return;
        }
        Runnable hook = config.onPark();
        if (hook != null) {
            hook.run();
            if (!isIdle()) {
                unparked();
                turn();
                return;
            }
        }
        mine.parks.increment();
        driver.park(limitNanos, idle);
        untilTurn = config.eventInterval();
        mine.unparks.increment();
        services.unread().drain();
        unparked();
    }

    private void unparked() {
        Runnable hook = config.onUnpark();
        if (hook != null) {
            hook.run();
        }
    }

    private void turn() {
        mine.turns.increment();
        driver.turn();
        untilTurn = config.eventInterval();
        requeueDeferred();
        services.unread().drain();
    }

    private void requeueDeferred() {
        deferred.drainTo(CurrentThreadCore::requeue);
    }

    /** A root among them is in no queue, so each goes by its own scheduling. */
    private static void requeue(Task task) {
        task.scheduling().requeue(task);
    }

    private boolean isIdle() {
        Root root = this.root;
        return local.isEmpty()
                && deferred.isEmpty()
                && global.isEmpty()
                && (root == null || !root.isReady());
    }

    /**
     * Cancels every task, then drives the clean-ups until all have ended or {@code deadline} has
     * passed. Drives I/O and timers for those inside blockOn, too, as long as there are {@code
     * others}.
     */
    void cancelAll(Deadline deadline, BooleanSupplier others) {
        owned.forEach(Task::abort);
        for (Task task = global.pop(); task != null; task = global.pop()) {
            local.push(task);
        }
        for (int i = local.size(); i > 0; i--) {
            cancelNext();
        }
        while (!deadline.hasPassed()) {
            int left = config.eventInterval();
            while (left > 0 && cancelNext()) {
                left--;
            }
            if (left == 0) {
                turn();
            } else if (stats.alive() > 0 || !deferred.isEmpty() || others.getAsBoolean()) {
                parkOrTurn(deadline.left());
            } else if (isIdle()) {
                return;
            }
        }
    }

    /** Who comes along while closing is cancelled, too; a second cancel does nothing. */
    private boolean cancelNext() {
        Task task = next();
        if (task != null) {
            task.markAborted();
            poll(task);
        }
        return task != null;
    }

    /** Ends what {@link #cancelAll} has not ended; gives each to {@code survivor} before. */
    void abandonAll(Consumer<Task> survivor) {
        global.close();
        for (Task task = next(); task != null; task = next()) {
            if (!task.isComplete() && !task.isOwned()) {
                TaskExecutor.discard(task, context);
            }
        }
        owned.forEach(task -> {
            survivor.accept(task);
            TaskExecutor.abandon(task, context);
        });
        requeueDeferred();
    }
}
