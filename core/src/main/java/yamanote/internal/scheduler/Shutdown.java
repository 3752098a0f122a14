package yamanote.internal.scheduler;

import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/**
 * The end of a scheduler whose tasks run on threads of their own, in steps:
 *
 * <ol>
 *   <li>CLOSING. New tasks are discarded, every poll from now on is a cancel, blockOn is cancelled.
 *   <li>Every task that waits somewhere is aborted; the clean-ups run, with I/O and timers, until
 *       all tasks have ended or the deadline has passed.
 *   <li>The threads stop: see the subclass or user.
 *   <li>The sweep ends what is left. It takes only tasks that it finds in a queue or idle: one
 *       whose poll is still going on belongs to its thread.
 * </ol>
 */
class Shutdown {
    /** An end may be seen before it is counted; so the closer looks by itself now and then. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final OwnedTasks owned;
    private final SchedulerStats stats;
    private final RootPoller roots;

    private volatile boolean closing;
    private volatile @Nullable Thread closer;

    Shutdown(OwnedTasks owned, SchedulerStats stats, RootPoller roots) {
        this.owned = owned;
        this.stats = stats;
        this.roots = roots;
    }

    final boolean isClosing() {
        return closing;
    }

    /** The runner of a task that was just adopted: it may have come too late for step 2. */
    final void adopted(Task task) {
        VarHandle.fullFence(); // the table, then `closing`; step 2 does it the other way round
        if (closing) {
            task.markAborted();
        }
    }

    /** A task, a root or a thread has ended. */
    final void ended() {
        if (closing) {
            LockSupport.unpark(closer);
        }
    }

    /** Step 1. */
    final void start() {
        closing = true;
        roots.close();
    }

    /** Step 2. */
    final void awaitTasks(Deadline deadline, List<String> survivors) {
        closer = Thread.currentThread();
        owned.forEach(Task::abort);
        while ((stats.alive() > 0 || !roots.isEmpty()) && !deadline.hasPassed()) {
            look(deadline);
        }
        roots.name(survivors);
    }

    /** The closer: waits for somebody's end, or for a moment. */
    final void look(Deadline deadline) {
        LockSupport.parkNanos(this, Math.min(deadline.left(), LOOK_NANOS));
    }

    /** Before step 4: a task in its first poll is not in the table yet. */
    static void nameFirstPoll(@Nullable WorkerContext context, List<String> survivors) {
        Task task = context == null ? null : context.task();
        if (task != null && !task.isOwned()) {
            survivors.add(Sites.of(task.payload()));
        }
    }

    /** Step 4 for the tasks that are in no queue. */
    final void endOwned(@Nullable List<String> survivors, WorkerContext context) {
        owned.forEach(task -> {
            if (task.markAborted()) {
                end(task, survivors, context);
            } else if (survivors != null) {
                survivors.add(Sites.of(task.payload()));
            }
        });
    }

    /** Step 4 for a queue of which nobody else is a consumer for long. */
    final void endQueued(
            GlobalQueue queue, @Nullable List<String> survivors, WorkerContext context) {
        while (!queue.tryConsume()) {
            Thread.onSpinWait();
        }
        queue.close();
        for (Task task = queue.pop(); task != null; task = queue.pop()) {
            end(task, survivors, context);
        }
        queue.endConsume();
    }

    /** Ends a task that this thread has taken out of its queue; it may not have been cancelled. */
    final void end(@Nullable Task task, @Nullable List<String> survivors, WorkerContext context) {
        if (task == null) {
            return;
        }
        boolean fresh = !task.isOwned();
        String site = Sites.of(task.payload());
        if (!TaskExecutor.discard(task, context) && !fresh && survivors != null) {
            survivors.add(site);
        }
    }
}
