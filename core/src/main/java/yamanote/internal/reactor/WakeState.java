package yamanote.internal.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether the reactor waits, so that it is interrupted only if it does and only once.
 *
 * <pre>
 *   AWAKE ---beginWait (owner)---> WAITING ---ring (anyone)---> RUNG     (this one interrupts)
 *   AWAKE ---ring (anyone)-------> RUNG: the next beginWait fails and the turn does not wait
 *   WAITING, RUNG ---endWait (owner)---> AWAKE
 * </pre>
 *
 * Whoever leaves work for the owner stores the work, then rings; the owner announces the wait, then
 * the poller looks at what was stored. Hence no work is left behind while the owner sleeps. An
 * interrupt that comes late makes a later wait end early, nothing more.
 */
public final class WakeState {
    private static final int AWAKE = 0;
    private static final int WAITING = 1;
    private static final int RUNG = 2;

    private static final VarHandle STATE;
    private static final VarHandle INTERRUPTS;

    static {
        try {
            var lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(WakeState.class, "state", int.class);
            INTERRUPTS = lookup.findVarHandle(WakeState.class, "interrupts", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

    @SuppressWarnings("unused") // through INTERRUPTS
    private volatile long interrupts;

    /** Awake. */
    public WakeState() {}

    /** Owner: announces a wait; false if somebody rang, which is used up by this. */
    public boolean beginWait() {
        if (STATE.compareAndSet(this, AWAKE, WAITING)) {
            return true;
        }
        STATE.setVolatile(this, AWAKE);
        return false;
    }

    /** Owner: the wait is over, whatever ended it. */
    public void endWait() {
        STATE.setVolatile(this, AWAKE);
    }

    /** Rings; true if the caller is the one that must interrupt the wait. */
    public boolean ring() {
        return (int) STATE.getAndSet(this, RUNG) == WAITING && counted();
    }

    /**
     * Rings only if the reactor waits: for what its next look will find anyway. True if the caller
     * must interrupt the wait.
     */
    public boolean ringIfWaiting() {
        return state == WAITING && STATE.compareAndSet(this, WAITING, RUNG) && counted();
    }

    /** The system call that follows costs many times as much. */
    private boolean counted() {
        INTERRUPTS.getAndAdd(this, 1L);
        return true;
    }

    /** How many waits were, or are just being, interrupted. Any thread. */
    public long interrupts() {
        return interrupts;
    }
}
