package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/**
 * The queue through which threads outside of the scheduler hand tasks in.
 *
 * <p>A Treiber stack of the tasks themselves: any thread pushes with one CAS, the consumer takes
 * the whole stack with one exchange and turns it round, so that tasks come out in the order in
 * which they went in. A task is pushed only after it was taken out, and the consumer never pops
 * single nodes, hence no ABA. Once closed, the head is {@link #CLOSED} for ever.
 */
final class GlobalQueue {
    private static final Task CLOSED = new Task(null, Unscheduled.INSTANCE);
    private static final VarHandle HEAD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "head", VarHandle.class, GlobalQueue.class, Task.class);
    private static final VarHandle PUSHED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "pushed",
                    VarHandle.class,
                    GlobalQueue.class,
                    long.class);

    private static final VarHandle POPPED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "popped",
                    VarHandle.class,
                    GlobalQueue.class,
                    long.class);

    private volatile @Nullable Task head;
    private volatile long pushed;

    /** Consumer-only: what was taken from the stack, in order. */
    private @Nullable Task batch;

    /** Written by the consumer only. */
    private long popped;

    /** Any thread. False: closed, the task is still the caller's. */
    boolean push(Task task) {
        for (; ; ) {
            Task first = head;
            if (first == CLOSED) {
                return false;
            }
            task.next(first);
            // Releases the task to the exchange in pop().
            if (HEAD.compareAndSet(this, first, task)) {
                PUSHED.getAndAdd(this, 1L);
                return true;
            }
        }
    }

    /** Consumer-only. */
    @Nullable Task pop() {
        Task task = batch;
        if (task == null) {
            Task stack = head;
            if (stack == null || stack == CLOSED) {
                return null;
            }
            task = reversed((Task) HEAD.getAndSet(this, null));
        }
        return taken(task);
    }

    /** Consumer-only: nothing gets in any more; what is inside still comes out. */
    void close() {
        Task stack = (Task) HEAD.getAndSet(this, CLOSED);
        if (stack != CLOSED && stack != null) {
            Task late = reversed(stack);
            Task last = batch;
            if (last == null) {
                batch = late;
            } else {
                for (Task next = last.next(); next != null; next = last.next()) {
                    last = next;
                }
                last.next(late);
            }
        }
    }

    /** Consumer-only. */
    boolean isEmpty() {
        Task stack = head;
        return batch == null && (stack == null || stack == CLOSED);
    }

    /** How many tasks went through. */
    long pushed() {
        return pushed;
    }

    /** How many are inside; a snapshot. */
    int depth() {
        return (int) Math.max(0, pushed - (long) POPPED.getOpaque(this));
    }

    private Task taken(Task task) {
        batch = task.next();
        task.next(null);
        POPPED.setOpaque(this, popped + 1);
        return task;
    }

    private static Task reversed(Task stack) {
        Task first = stack;
        Task rest = first.next();
        first.next(null);
        while (rest != null) {
            Task next = rest.next();
            rest.next(first);
            first = rest;
            rest = next;
        }
        return first;
    }
}
