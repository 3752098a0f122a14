package yamanote.internal.timer;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/**
 * A timer of a {@link TimerWheel}: the list node and, as a subclass, the future itself. It is armed
 * lazily, by the first poll; its deadline is fixed when it is made.
 *
 * <p>The protected operations belong to the future's owner (whoever polls it), on any thread.
 */
public abstract class TimerEntry extends TimerLink {
    /*
     * State: what the future's owner wants, and whether the wheel has yet to be told.
     *
     *   IDLE    in no list, or QUEUED to be taken out   --arm-->    ARMED
     *   ARMED   linked, or QUEUED to be linked          --disarm--> IDLE    --fire--> FIRED
     *   FIRED   the deadline has passed                 --rearm-->  IDLE
     *   QUEUED  (a bit) on the wheel's stack, or about to be pushed by whoever set it
     *
     * The future's owner arms, disarms, rearms; only the wheel's owner fires, and only from exactly
     * ARMED: with QUEUED a request is on its way that may have moved the deadline, so the wheel
     * lets go of the entry and decides when it takes the request off the stack.
     *
     * On the wheel's thread both owners are one: lists, deadline and state are written plainly.
     * On any other thread a request writes the deadline, then CASes the state with QUEUED set, and
     * pushes the entry unless the bit was set before. The wheel clears the bit before it reads the
     * deadline: a request that finds the bit still set is read by it, one that finds it cleared
     * pushes again. A deadline seen without its request may fire only ARMED, that is before the
     * request took effect.
     *
     * Waker (Dekker): poll stores it, then looks for FIRED; the wheel sets FIRED, then reads it.
     */
    static final int IDLE = 0;
    static final int ARMED = 1;
    static final int FIRED = 2;
    static final int QUEUED = 4;

    static final int UNLINKED = -1;
    static final int DUE = -2;

    private static final VarHandle STATE = field("state", int.class);
    private static final VarHandle DEADLINE = field("deadlineNanos", long.class);
    private static final VarHandle WAKER = field("waker", Waker.class);

    /** Wheel's owner: level and slot, {@link #DUE} or {@link #UNLINKED}. */
    int slot = UNLINKED;

    private long deadlineNanos;
    private int state;
    private @Nullable Waker waker;
    private final TimerWheel wheel;

    /** Belongs to {@link EntryStack}. */
    @Nullable TimerEntry stackNext;

    /** A timer due at {@code deadlineNanos}; {@code nowNanos} decides whether it has passed. */
    protected TimerEntry(TimerWheel wheel, long deadlineNanos, long nowNanos) {
        this.wheel = wheel;
        this.deadlineNanos = deadlineNanos;
        this.state = deadlineNanos <= nowNanos ? FIRED : IDLE;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, TimerEntry.class, type);
    }

    /** The wheel that this timer stays with. */
    protected final TimerWheel wheel() {
        return wheel;
    }

    /** When it is due, in nanoseconds of the runtime's clock. */
    protected final long deadlineNanos() {
        return (long) DEADLINE.getOpaque(this);
    }

    /** Whether the deadline has passed, as far as the wheel has been advanced. */
    protected final boolean hasElapsed() {
        return wanted(state()) == FIRED;
    }

    /**
     * Whether the deadline has passed; if not, {@code waker} is woken when it does.
     *
     * @throws IllegalStateException if the runtime was closed
     */
    protected final boolean pollElapsed(Waker waker) {
        int seen = state();
        if (wanted(seen) == FIRED) {
            this.waker = null;
            return true;
        }
        return wheel.isOwned() ? pollHere(seen, waker) : pollElsewhere(seen, waker);
    }

    /** Leaves the wheel: never fires after this. A fired timer stays fired. */
    protected final void disarm() {
        int seen = state();
        if (wanted(seen) == ARMED) {
            if (wheel.isOwned()) {
                unlinkIfLinked();
                state = withBit(seen, IDLE);
            } else {
                request(IDLE, IDLE);
            }
        }
        waker = null;
    }

    /**
     * Moves the deadline. An armed timer stays armed with its waker; any other becomes idle, or
     * fired if the deadline is not after {@code nowNanos}.
     */
    protected final void rearm(long nanos, long nowNanos) {
        int unarmed = nanos <= nowNanos ? FIRED : IDLE;
        if (wheel.isOwned()) {
            rearmHere(nanos, unarmed);
        } else {
            DEADLINE.setOpaque(this, nanos);
            request(ARMED, unarmed);
            wheel.attention(nanos);
        }
    }

    private boolean pollHere(int seen, Waker waker) {
        if (wanted(seen) == ARMED) {
            if (this.waker != waker) {
                this.waker = waker;
            }
            return false;
        }
        if (!wheel.link(this)) {
            state = withBit(seen, FIRED);
            return true;
        }
        this.waker = waker;
        state = withBit(seen, ARMED);
        return false;
    }

    private boolean pollElsewhere(int seen, Waker waker) {
        WAKER.setVolatile(this, waker); // pairs with fire() and TimerWheel.close()
        if (wanted(seen) == IDLE) {
            enlist();
        }
        if (wheel.isClosed()) {
            throw new IllegalStateException(
                    "the runtime that this timer belongs to was closed: await timers before close()");
        }
        return hasElapsed();
    }

    private void enlist() {
        int seen;
        do {
            seen = (int) STATE.getVolatile(this);
        } while (!STATE.weakCompareAndSet(this, seen, ARMED | QUEUED));
        pushUnless(seen);
        wheel.attention(deadlineNanos);
    }

    private void rearmHere(long nanos, int unarmed) {
        int seen = state;
        boolean later = nanos >= deadlineNanos;
        deadlineNanos = nanos;
        if (wanted(seen) != ARMED) {
            state = withBit(seen, unarmed);
        } else if (!later || slot < 0) {
            unlinkIfLinked();
            if (!wheel.link(this)) {
                state = withBit(seen, FIRED);
                wake();
            }
        } // else its old slot comes up first, and then it is linked again
    }

    /**
     * A change from another thread: an armed timer takes the state {@code armed} (ARMED: it has a
     * new deadline) and the wheel is told, any other takes {@code unarmed}.
     */
    private void request(int armed, int unarmed) {
        int seen;
        boolean tell;
        int next;
        do {
            seen = (int) STATE.getVolatile(this);
            tell = wanted(seen) == ARMED;
            next = tell ? armed | QUEUED : withBit(seen, unarmed);
        } while (!STATE.weakCompareAndSet(this, seen, next)); // releases the deadline to accept()
        if (tell) {
            pushUnless(seen);
        }
    }

    private void pushUnless(int seen) {
        if ((seen & QUEUED) == 0 && !wheel.isClosed()) {
            wheel.push(this);
        }
    }

    /** Wheel's owner, having taken this off the stack: whether it is to be linked. */
    final boolean accept() {
        int seen = (int) STATE.getAndBitwiseAnd(this, ~QUEUED); // acquires from request
        return wanted(seen) == ARMED;
    }

    /** Wheel's owner, outside of any list walk: wakes, unless the timer is wanted no more. */
    final boolean fire() {
        if (!STATE.compareAndSet(this, ARMED, FIRED)) {
            return false;
        }
        wake();
        return true;
    }

    /** Wakes whoever polled last. */
    final void wake() {
        Waker waiting = (Waker) WAKER.getVolatile(this); // pairs with pollElsewhere()
        if (waiting != null) {
            waiting.wake();
        }
    }

    private void unlinkIfLinked() {
        if (slot != UNLINKED) {
            wheel.unlink(this);
        }
    }

    private int state() {
        return (int) STATE.getAcquire(this); // from fire() on another thread
    }

    /** {@code wanted}, queued or not as {@code state} is. */
    private static int withBit(int state, int wanted) {
        return (state & QUEUED) | wanted;
    }

    private static int wanted(int state) {
        return state & ~QUEUED;
    }
}
