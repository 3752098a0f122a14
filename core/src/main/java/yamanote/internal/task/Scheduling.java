package yamanote.internal.task;

/** The way from a task to its scheduler. */
public interface Scheduling {
    /** Any thread: an idle task was woken; queue it. */
    void schedule(Task task);

    /** The runner: the task was woken during its own poll; queue it behind the others. */
    void requeue(Task task);

    /**
     * The runner: the task gave way and is still RUNNING; queue it behind the others once I/O and
     * timers have been looked at.
     */
    void gaveWay(Task task);

    /** The runner: the first poll was Pending, the task lives on and is to be found at shutdown. */
    void adopt(Task task);

    /** The runner: the task is about to complete; forget it. */
    void release(Task task);
}
