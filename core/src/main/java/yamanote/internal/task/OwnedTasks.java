package yamanote.internal.task;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have survived their first poll, so that shutdown finds them wherever they wait. A
 * table with a free list; a task knows its slot. One thread at a time.
 */
public final class OwnedTasks {
    private @Nullable Task[] tasks = new Task[64];
    private int[] free = new int[64];
    private int freed;
    private int top;
    private int size;

    /** Adds a task that is not in here. */
    public void add(Task task) {
        int index = freed > 0 ? free[--freed] : top++;
        if (index == tasks.length) {
            tasks = Arrays.copyOf(tasks, index * 2);
        }
        tasks[index] = task;
        task.slot = index + 1;
        size++;
    }

    /** Removes a task that is in here. */
    public void remove(Task task) {
        int index = task.slot - 1;
        tasks[index] = null;
        task.slot = 0;
        if (freed == free.length) {
            free = Arrays.copyOf(free, freed * 2);
        }
        free[freed++] = index;
        size--;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Calls {@code action} for each; it may remove the task it is given. */
    public void forEach(Consumer<Task> action) {
        for (int i = 0; i < top; i++) {
            Task task = tasks[i];
            if (task != null) {
                action.accept(task);
            }
        }
    }
}
