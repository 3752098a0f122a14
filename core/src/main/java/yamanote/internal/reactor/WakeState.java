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

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(WakeState.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int state;

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
        return (int) STATE.getAndSet(this, RUNG) == WAITING;
    }

    /**
     * Rings only if the reactor waits: for what its next look will find anyway. True if the caller
     * must interrupt the wait.
     */
    public boolean ringIfWaiting() {
        return state == WAITING && STATE.compareAndSet(this, WAITING, RUNG);
    }
}
