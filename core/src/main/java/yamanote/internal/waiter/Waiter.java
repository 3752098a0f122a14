package yamanote.internal.waiter;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/**
 * A future that waits in a {@link WaiterQueue}: node, waker and fate in one object of 28 bytes, to
 * which a subclass adds its own fields.
 */
public abstract class Waiter {
    /*
     * NEW ──poll──> QUEUED ──taken out, under the lock──> a fate of the subclass (> ENDED)
     *  └──────────────┴────────────poll, cancel────────────────┴──> ENDED
     *
     * Only the owner leaves NEW and a fate. QUEUED is left under the lock of the queue, by the
     * owner (cancel) or by who takes the waiter out; setRelease of a fate pairs with the owner's
     * getAcquire in state().
     *
     * A queue that lets its waiters come back has no fates: a waiter that was taken out stays
     * QUEUED until the walk over the chain has reached it, which makes it NEW and then wakes it.
     * Such a waiter notes its own end elsewhere, for that walk knows nothing of it.
     */

    /** Not polled yet, in no queue. */
    public static final int NEW = 0;

    /** In a queue, or taken out of it by an event that leaves its mark elsewhere. */
    public static final int QUEUED = 1;

    /** The owner has had its answer or has cancelled. */
    public static final int ENDED = 2;

    private static final VarHandle STATE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "state", VarHandle.class, Waiter.class, int.class);

    @Nullable Waiter next;
    @Nullable Waiter previous;
    @Nullable Waker waker;

    @SuppressWarnings("unused") // through STATE
    private int state;

    /** For subclasses. */
    protected Waiter() {}

    /** The state; what was written before it was set is visible. Any thread. */
    public final int state() {
        return (int) STATE.getAcquire(this);
    }

    /** Sets the state; see the protocol for who may. */
    public final void state(int state) {
        STATE.setRelease(this, state);
    }

    /** The waker to be woken. Owner-only; while QUEUED under the lock. */
    public final void waker(@Nullable Waker waker) {
        this.waker = waker;
    }

    /** Whether {@code waker} is the one that will be woken. Owner-only. */
    public final boolean wakes(Waker waker) {
        return this.waker == waker;
    }

    /** Ends this waiter, which must not be in a queue any more. Owner-only. */
    public final void end() {
        waker = null;
        state(ENDED);
    }
}
