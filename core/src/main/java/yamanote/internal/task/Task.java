package yamanote.internal.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/**
 * A spawned future, in one object of 32 bytes: state word, future or result, queue link, joiners,
 * scheduler. A task is its own waker. Nothing counts references; the collector does.
 *
 * <p>Who may touch what:
 *
 * <ul>
 *   <li>{@code payload}: the runner; after COMPLETE anyone reads it.
 *   <li>{@code next}: whoever has put the task into a queue or takes it out.
 *   <li>{@code joiners}: anyone pushes by CAS, then looks for COMPLETE; complete() sets that, then
 *       takes the whole list. A task that was asked for its number keeps it in there.
 * </ul>
 */
public class Task extends TaskState {
    private static final VarHandle JOINERS = field("joiners", Joiner.class);

    /** The future (or its {@code Epilogue}), then the result: a value or an {@link Ending}. */
    private @Nullable Object payload;

    private @Nullable Task next;
    private volatile @Nullable Joiner joiners;
    private final Scheduling scheduling;

    /** A task that is not queued yet; its creator hands it to the scheduler. */
    public Task(@Nullable Object payload, Scheduling scheduling) {
        this.payload = payload;
        this.scheduling = scheduling;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, Task.class, type);
    }

    @Override
    public final void wake() {
        if (mark(NOTIFIED)) {
            scheduling.schedule(this);
        }
    }

    /**
     * Any thread: asks the runner to cancel the future. A Ready of a poll under way wins; after
     * completion nothing happens.
     */
    public void abort() {
        if (mark(CANCELLED | NOTIFIED)) {
            scheduling.schedule(this);
        }
    }

    /**
     * Makes the next beginPoll a cancel. True: the task was idle, and the caller has it as if taken
     * out of a queue; a caller that has it already need not ask.
     */
    public final boolean markAborted() {
        return mark(CANCELLED | NOTIFIED);
    }

    /** Where this task is queued and registered. */
    public final Scheduling scheduling() {
        return scheduling;
    }

    /** The runner's future, or the result once {@link #isComplete()} was seen to be true. */
    public final @Nullable Object payload() {
        return payload;
    }

    /** The runner: replaces the future. */
    public final void payload(@Nullable Object payload) {
        this.payload = payload;
    }

    /** Whether {@link OwnedTasks} knows, or has known, this task; the runner. */
    public final boolean isOwned() {
        return slot() != 0;
    }

    /** The queue link. */
    public final @Nullable Task next() {
        return next;
    }

    /** Sets the queue link. */
    public final void next(@Nullable Task next) {
        this.next = next;
    }

    /**
     * The runner: replaces the future by the result, publishes it and wakes everyone who waits. The
     * future is unreachable from here before any of them can see the result.
     */
    public final void complete(@Nullable Object result) {
        payload = result;
        setComplete();
        // After COMPLETE; register() writes and reads the other way round.
        Joiner waiting = joiners;
        if (waiting != null) {
            wakeAll(waiting);
        }
    }

    /** Wakes the joiners and lets go of them; the number stays. */
    private void wakeAll(Joiner waiting) {
        Joiner head = waiting;
        for (; ; ) {
            TaskNumber number = TaskNumber.in(head);
            Joiner kept = number == null ? null : number.alone();
            Joiner seen = (Joiner) JOINERS.compareAndExchange(this, head, kept);
            if (seen == head) {
                break;
            }
            head = seen;
        }
        for (Joiner joiner = head; joiner != null; joiner = joiner.next) {
            joiner.wake();
        }
    }

    /**
     * Asks for a wake of {@code waker} at the end of the task. {@code joiner} is what this returned
     * to the same caller before, or null; null comes back if the task is complete.
     */
    public final @Nullable Joiner register(@Nullable Joiner joiner, Waker waker) {
        Joiner mine = joiner;
        if (mine == null) {
            mine = new Joiner(waker);
            Joiner head;
            do {
                head = joiners;
                mine.next = Joiner.firstKept(head);
            } while (!JOINERS.compareAndSet(this, head, mine));
        } else {
            mine.waker(waker);
        }
        // Pairs with complete(): it finds what was written above, or this finds COMPLETE.
        if (!isComplete()) {
            return mine;
        }
        mine.detach();
        return null;
    }

    /**
     * Has {@code watch}, a new one, told of the end exactly once: at once if the task is complete.
     */
    public final void watch(TaskWatch watch) {
        Joiner head;
        do {
            head = joiners;
            watch.next = Joiner.firstKept(head);
        } while (!JOINERS.compareAndSet(this, head, watch));
        // Pairs with complete(), as in register(). If each finds the other, one of them tells.
        if (isComplete()) {
            watch.wake();
        }
    }

    /**
     * The task's number, unique in this JVM, in the order in which tasks are first asked for it.
     */
    public final long id() {
        TaskNumber mine = null;
        for (; ; ) {
            Joiner head = joiners;
            TaskNumber known = TaskNumber.in(head);
            if (known != null) {
                return known.id;
            }
            mine = mine == null ? TaskNumber.next() : mine;
            mine.next = head;
            if (JOINERS.compareAndSet(this, head, mine)) {
                return mine.id;
            }
        }
    }
}
