package yamanote.internal.scheduler;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;

/**
 * Tasks that gave way: queued again once I/O and timers have been looked at. Still RUNNING.
 * Owner-only.
 */
final class DeferredTasks {
    private @Nullable Task[] tasks = new Task[16];
    private int size;

    void add(Task task) {
        if (size == tasks.length) {
            tasks = Arrays.copyOf(tasks, size * 2);
        }
        tasks[size++] = task;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Gives each to {@code queue}, in order. */
    void drainTo(Consumer<Task> queue) {
        for (int i = 0; i < size; i++) {
            Task task = tasks[i];
            tasks[i] = null;
            if (task != null) {
                queue.accept(task);
            }
        }
        size = 0;
    }
}
