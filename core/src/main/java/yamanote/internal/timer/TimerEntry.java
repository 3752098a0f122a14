package yamanote.internal.timer;

import static yamanote.internal.timer.TimerState.ARMED;
import static yamanote.internal.timer.TimerState.FIRED;
import static yamanote.internal.timer.TimerState.IDLE;
import static yamanote.internal.timer.TimerState.QUEUED;
import static yamanote.internal.timer.TimerState.wanted;
import static yamanote.internal.timer.TimerState.withBit;

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
     * The state is told in TimerState. Between the wheel's enter() and exit() the owners of future
     * and wheel are one: lists, deadline and state are written plainly, the state having been read
     * inside. Elsewhere a request writes the deadline, then CASes the state with QUEUED set, and
     * pushes the entry unless the bit was set before. The wheel clears the bit before it reads the
     * deadline: a request that finds the bit still set is read by it, one that finds it cleared
     * pushes again. A deadline seen without its request may fire only ARMED, that is before the
     * request took effect.
     *
     * Waker (Dekker): poll stores it, then looks for FIRED; the wheel sets FIRED, then reads it.
     */
    static final int UNLINKED = -1;
    static final int DUE = -2;

    private static final VarHandle STATE = field("state", int.class);
    private static final VarHandle DEADLINE = field("deadlineNanos", long.class);
    private static final VarHandle WAKER = field("waker", Waker.class);

    /** Inside of the wheel: level and slot, {@link #DUE} or {@link #UNLINKED}. */
    int slot = UNLINKED;

    private long deadlineNanos;
    private int state;
    private @Nullable Waker waker;
    private TimerWheel wheel;

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

    /** The wheel that this timer is with. */
    protected final TimerWheel wheel() {
        return wheel;
    }

    /**
     * Moves to {@code here}, the wheel of the worker that is about to poll, unless this timer is
     * armed or the wheel is another runtime's. Nothing without a wheel.
     */
    protected final void rehome(@Nullable TimerWheel here) {
        if (here != null && here != wheel && state() == IDLE && here.time() == wheel.time()) {
            wheel = here;
        }
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
        if (wanted(seen) == ARMED && this.waker == waker && !wheel.isClosed()) {
            return false; // nothing new to store
        }
        if (!wheel.enter()) {
            return pollElsewhere(seen, waker);
        }
        boolean elapsed = pollHere(waker);
        wheel.exit();
        return elapsed;
    }

    /** Leaves the wheel: never fires after this. A fired timer stays fired. */
    protected final void disarm() {
        if (wanted(state()) == ARMED) {
            if (wheel.enter()) {
                disarmHere();
                wheel.exit();
            } else {
                request(IDLE, FIRED); // what is armed no more has fired meanwhile
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
        int seen = state();
        if (seen == IDLE || seen == FIRED) {
            deadlineNanos = nanos;
            state = unarmed;
        } else if (wheel.enter()) {
            try {
                rearmHere(nanos, unarmed);
            } finally {
                wheel.exit();
            }
        } else {
            DEADLINE.setOpaque(this, nanos);
            if (request(ARMED, unarmed)) {
                wheel.attention(nanos);
            }
        }
    }

    private boolean pollHere(Waker waker) {
        int seen = state;
        if (wanted(seen) == IDLE) {
            unlinkIfLinked(); // a request to leave may be on its way
            seen = withBit(seen, wheel.link(this) ? ARMED : FIRED);
            state = seen;
        }
        boolean elapsed = wanted(seen) == FIRED;
        this.waker = elapsed ? null : waker;
        return elapsed;
    }

    private void disarmHere() {
        int seen = state;
        if (wanted(seen) == ARMED) {
            unlinkIfLinked();
            state = withBit(seen, IDLE);
        }
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
     * new deadline) and the wheel is told, any other takes {@code unarmed}. Whether it was armed.
     */
    private boolean request(int armed, int unarmed) {
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
        return tell;
    }

    private void pushUnless(int seen) {
        if ((seen & QUEUED) == 0 && !wheel.isClosed()) {
            wheel.push(this);
        }
    }

    /** Inside, having taken this off the stack and out of its list: whether to link it. */
    final boolean accept() {
        int seen = (int) STATE.getAndBitwiseAnd(this, ~QUEUED); // acquires from request
        return wanted(seen) == ARMED;
    }

    /** Inside, in no list and no list walk: wakes, unless the timer is wanted no more. */
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
}
