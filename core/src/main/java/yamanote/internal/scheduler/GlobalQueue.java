package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;
import yamanote.internal.task.Unscheduled;

/**
 * The queue through which threads outside of the scheduler hand tasks in, and into which full local
 * queues flow over.
 *
 * <p>A Treiber stack of the tasks themselves: any thread pushes with one CAS, the consumer takes
 * the whole stack with one exchange and turns it round, so that tasks come out in the order in
 * which they went in. A task is pushed only after it was taken out, and the consumer never pops
 * single nodes, hence no ABA. Once closed, the head is {@link #CLOSED} for ever; what a local queue
 * still lets flow over goes to a second stack, {@code late}, and comes out last. Whoever lets it
 * flow over has to see to it that somebody consumes after that: a worker ends with a sweep.
 *
 * <p>There is one consumer at a time: the owner of a current-thread scheduler, or whichever worker
 * holds {@link #tryConsume}. While a consumer turns the stack round its tasks are in neither place,
 * so {@link #isEmpty} asks for the head, then for the consumer, then for the batch: a task that has
 * left the head is in the hands of a consumer, which is busy, or has put it into the batch before
 * it ceased to be.
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

    private static final VarHandle CONSUMED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "consumed",
                    VarHandle.class,
                    GlobalQueue.class,
                    boolean.class);

    private static final VarHandle LATE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "late", VarHandle.class, GlobalQueue.class, Task.class);

    private static final VarHandle BATCH =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "batch",
                    VarHandle.class,
                    GlobalQueue.class,
                    Task.class);

    private volatile @Nullable Task head;
    private volatile long pushed;
    private volatile boolean consumed;
    private volatile @Nullable Task late;

    /** Written by the consumer only: what was taken from the stack, in order. */
    private @Nullable Task batch;

    /** Written by the consumer only. */
    private long popped;

    /** Any thread. False: closed, the task is still the caller's. */
    boolean push(Task task) {
        return pushChain(task, task, 1);
    }

    /**
     * Any thread: {@code count} tasks linked from the {@code newest} to the {@code oldest}. False:
     * closed.
     */
    boolean pushChain(Task newest, Task oldest, int count) {
        for (; ; ) {
            Task first = head;
            if (first == CLOSED) {
                return false;
            }
            oldest.next(first);
            // Releases the tasks to the exchange in pop().
            if (HEAD.compareAndSet(this, first, newest)) {
                PUSHED.getAndAdd(this, (long) count);
                return true;
            }
        }
    }

    /** A worker, whose local queue is full: as {@link #pushChain}, but a closed queue takes it. */
    void overflow(Task newest, Task oldest, int count) {
        if (pushChain(newest, oldest, count)) {
            return;
        }
        Task first;
        do {
            first = late;
            oldest.next(first);
        } while (!LATE.compareAndSet(this, first, newest)); // releases them, as in pushChain()
        PUSHED.getAndAdd(this, (long) count);
    }

    /** Any thread: becomes the consumer, unless there is one. */
    boolean tryConsume() {
        return !consumed && CONSUMED.compareAndSet(this, false, true);
    }

    /** Consumer-only: ceases to be it; releases the batch to the next. */
    void endConsume() {
        consumed = false;
    }

    /** Consumer-only. */
    @Nullable Task pop() {
        Task task = batch;
        if (task == null) {
            Task stack = head;
            if (stack == CLOSED) {
                stack = (Task) LATE.getAndSet(this, null);
            } else if (stack != null) {
                stack = (Task) HEAD.getAndSet(this, null);
            }
            if (stack == null) {
                return null;
            }
            task = reversed(stack);
        }
        return taken(task);
    }

    /** Consumer-only: nothing is pushed any more; what is inside still comes out. */
    void close() {
        Task stack = (Task) HEAD.getAndSet(this, CLOSED);
        if (stack != CLOSED && stack != null) {
            Task rest = reversed(stack);
            Task last = batch;
            if (last == null) {
                batch = rest;
            } else {
                for (Task next = last.next(); next != null; next = last.next()) {
                    last = next;
                }
                last.next(rest);
            }
        }
    }

    /** Any thread; see the class comment for the order. */
    boolean isEmpty() {
        Task stack = head;
        return (stack == null || stack == CLOSED)
                && !consumed
                && (Task) BATCH.getOpaque(this) == null;
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
        BATCH.setOpaque(this, task.next());
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
