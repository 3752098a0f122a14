package yamanote.internal.scheduler;

import java.util.List;
import yamanote.future.Future;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;
import yamanote.internal.util.Deadline;

/** What a runtime asks of its scheduler. */
public interface Scheduler extends Scheduling {
    /** Any thread: takes a new task; on a closed scheduler the task ends cancelled at once. */
    void spawn(Task task);

    /**
     * Polls {@code future} on the calling thread until it has ended.
     *
     * @param driving whether this thread may run other tasks, I/O and timers meanwhile
     * @return the complete task around {@code future}
     * @throws InterruptedException if the thread was interrupted; the future has been cancelled and
     *     its clean-up has ended
     */
    Task blockOn(Future<?> future, boolean driving) throws InterruptedException;

    /** Step 1 of closing: new tasks are discarded, those that exist are cancelled. */
    void startClosing();

    /**
     * Step 2: drives the cancelled tasks to their end, up to {@code deadline}, then closes the
     * driver.
     *
     * @param survivors gets the names of what has not ended
     */
    void awaitEnd(Deadline deadline, List<String> survivors);

    /** How many tasks wait in the global queue. */
    int globalQueueDepth();

    /** Counters. */
    SchedulerStats stats();
}
