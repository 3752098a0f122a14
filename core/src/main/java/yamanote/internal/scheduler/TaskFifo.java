package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;

/** An unbounded queue of tasks, linked through the tasks. One thread at a time. */
final class TaskFifo {
    private @Nullable Task head;
    private @Nullable Task tail;
    private int size;

    void push(Task task) {
        Task last = tail;
        if (last == null) {
            head = task;
        } else {
            last.next(task);
        }
        tail = task;
        size++;
    }

    @Nullable Task pop() {
        Task task = head;
        if (task != null) {
            head = task.next();
            task.next(null);
            size--;
            if (head == null) {
                tail = null;
            }
        }
        return task;
    }

    boolean isEmpty() {
        return head == null;
    }

    int size() {
        return size;
    }
}
