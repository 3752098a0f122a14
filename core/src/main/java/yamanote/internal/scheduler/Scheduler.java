package yamanote.internal.scheduler;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimerWheel;
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

    /**
     * On a thread that runs tasks: calls {@code call}, which may block, while another thread goes
     * on with what this one would have run.
     *
     * @param outside what the thread is inside of meanwhile
     */
    <T extends @Nullable Object> T blockInPlace(Callable<T> call, Object outside) throws Exception;

    /** Step 1 of closing: new tasks are discarded, those that exist are cancelled. */
    void startClosing();

    /**
     * Step 2: drives the cancelled tasks to their end, up to {@code deadline}, then closes the
     * driver.
     *
     * @param survivors gets the names of what has not ended
     */
    void awaitEnd(Deadline deadline, List<String> survivors);

    /** The reactor, for threads that run no tasks, too. */
    IoDriver io();

    /** A wheel for threads that own none, or null if timers are off. */
    @Nullable TimerWheel wheel();

    /** Any thread: a paused clock may go on now. */
    void releaseTime();

    /** Any thread: calls {@code action} for each task that was polled and has not ended. */
    void forEachTask(Consumer<Task> action);

    /** Any thread: how many timers are armed, or {@link TimerWheel#BUSY}. */
    int pendingTimers();

    /** How many tasks wait in the global queue. */
    int globalQueueDepth();

    /** Counters. */
    SchedulerStats stats();
}
