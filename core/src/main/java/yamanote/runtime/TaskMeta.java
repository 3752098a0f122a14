package yamanote.runtime;

import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.task.TaskId;

/** What a task hook is told of its task. Mirrors {@code tokio::runtime::TaskMeta}. */
public final class TaskMeta {
    private final Task task;

    TaskMeta(Task task) {
        this.task = task;
    }

    /** The task's number. */
    public TaskId id() {
        return new TaskId(task.id());
    }

    /**
     * Where the task's body stands in the source: class, method, file and line; for a hand-written
     * future its class. Not known any more once the task has ended.
     */
    public String site() {
        return task.isComplete() ? "ended" : Sites.of(task.payload());
    }

    @Override
    public String toString() {
        return "task " + id() + ", " + site();
    }
}
