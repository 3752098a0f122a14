package yamanote.task;

import yamanote.internal.task.Task;

/** The right to abort a task without the right to its result. Mirrors {@code AbortHandle}. */
public final class AbortHandle {
    private final Task task;

    AbortHandle(Task task) {
        this.task = task;
    }

    /** See {@link JoinHandle#abort()}. */
    public void abort() {
        task.abort();
    }

    /** Whether the task has ended. */
    public boolean isFinished() {
        return task.isComplete();
    }

    /** The task's number. */
    public TaskId id() {
        return new TaskId(task.id());
    }
}
