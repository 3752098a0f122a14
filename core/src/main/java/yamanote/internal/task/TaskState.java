package yamanote.internal.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import yamanote.future.Waker;
import yamanote.internal.waiter.Mortal;

/**
 * The state word of a task and its transitions.
 *
 * <pre>
 *            wake, abort                 beginPoll                 complete
 *   idle ───────────────────▶ queued ──────────────────▶ running ───────────▶ complete
 *    ▲                       NOTIFIED ◀──────────────────  │ ▲ RUNNING         COMPLETE
 *    └─────────────────────────────  endPoll, if NOTIFIED ─┘ └── gave way: queued, still RUNNING
 *                 endPoll                was set meanwhile
 * </pre>
 *
 * A new task is queued. Anyone may set NOTIFIED, or CANCELLED together with it, at any time;
 * RUNNING and COMPLETE belong to the thread that took the task out of its queue.
 *
 * <p>Every transition is one read-modify-write. That holds for a wake that finds NOTIFIED already
 * set, too: the write orders what the waker published before the beginPoll that takes NOTIFIED
 * away, and a plain read would not. Since NOTIFIED is set and RUNNING clear in a queued task and
 * others only ever set bits, beginPoll and endPoll may add instead of compare.
 *
 * <p>Giving way is no transition at all: the task goes into a queue with RUNNING set, and whoever
 * takes it out begins the next poll by a read. No wake is lost by that: its bit stays until a
 * read-modify-write takes it away, and a poll follows. A beginPoll that does not see it yet either
 * gives way again, and so looks again, or meets it in endPoll.
 */
public abstract class TaskState extends Waker implements Mortal {
    static final int RUNNING = 1;
    static final int NOTIFIED = 1 << 1;
    static final int COMPLETE = 1 << 2;
    static final int CANCELLED = 1 << 3;

    /** Above the flags: the task's slot in {@link OwnedTasks}, set once by the runner. */
    private static final int SLOT_SHIFT = 4;

    private static final int FLAGS = (1 << SLOT_SHIFT) - 1;

    /** So many slots there may be, 0 included. */
    static final int SLOTS = 1 << (Integer.SIZE - SLOT_SHIFT);

    private static final VarHandle STATE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "state", VarHandle.class, TaskState.class, int.class);

    private volatile int state;

    /** Without the fence of a volatile write: what takes the task into a queue publishes it. */
    TaskState() {
        STATE.set(this, NOTIFIED);
    }

    /** What the poll that begins is for. */
    public enum Begin {
        /** Poll the future. */
        POLL,
        /** An abort is to be delivered: cancel the future. */
        CANCEL
    }

    /** What becomes of a task whose poll was Pending. */
    public enum End {
        /** Somebody will wake it. */
        IDLE,
        /** It was woken during the poll: the caller queues it again. */
        AGAIN
    }

    /** Any thread: sets {@code bits}; true if the caller has to put the task into a queue. */
    final boolean mark(int bits) {
        // Release towards beginPoll: what precedes a wake is visible to the poll that it causes.
        int before = (int) STATE.getAndBitwiseOr(this, bits);
        return (before & (RUNNING | NOTIFIED | COMPLETE)) == 0;
    }

    /** The thread that took the task out of a queue. Acquires what precedes every wake it takes. */
    public final Begin beginPoll() {
        int seen = (int) STATE.getAcquire(this) & FLAGS;
        if (seen == RUNNING) {
            return Begin.POLL;
        }
        int running = (seen & RUNNING) == 0 ? RUNNING : 0;
        int before = (int) STATE.getAndAdd(this, running - NOTIFIED);
        if ((before & CANCELLED) == 0) {
            return Begin.POLL;
        }
        STATE.getAndBitwiseAnd(this, ~CANCELLED);
        return Begin.CANCEL;
    }

    /** The runner, after a Pending poll. Releases the future to the next runner. */
    public final End endPoll() {
        int before = (int) STATE.getAndAdd(this, -RUNNING);
        return (before & NOTIFIED) == 0 ? End.IDLE : End.AGAIN;
    }

    /** The runner: publishes the result to {@link #isComplete()}. */
    final void setComplete() {
        STATE.getAndAdd(this, COMPLETE - RUNNING);
    }

    /** The runner: index + 1 in {@link OwnedTasks}; 0: never there. */
    final int slot() {
        return state >>> SLOT_SHIFT;
    }

    /** The runner: sets the slot, once. */
    final void slot(int slot) {
        STATE.getAndAdd(this, slot << SLOT_SHIFT);
    }

    /** Whether there is a result. */
    public final boolean isComplete() {
        return (state & COMPLETE) != 0;
    }

    @Override
    public final boolean isBeyondWaking() {
        return isComplete();
    }
}
