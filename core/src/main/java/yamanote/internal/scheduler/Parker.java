package yamanote.internal.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;

/**
 * Where one thread sleeps, and how it is woken. One thread at a time is the owner, between {@link
 * #claim} and {@link #release}; {@link #unpark} is for everyone. The word says where the owner is:
 *
 * <pre>
 *   EMPTY ──owner: about to wait──▶ IN_THREAD | IN_REACTOR ──owner: back──▶ EMPTY
 *   any ──anyone: unpark──▶ NOTIFIED ──owner: instead of waiting, or back──▶ EMPTY
 * </pre>
 *
 * <p>Whoever queues something first makes it visible, then calls unpark; the owner looks at its
 * queues after leaving NOTIFIED.
 */
final class Parker {
    private static final int EMPTY = 0;
    private static final int NOTIFIED = 1;
    private static final int IN_THREAD = 2;
    private static final int IN_REACTOR = 3;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, Parker.class, int.class);

    private volatile int word;
    private volatile @Nullable Thread owner;

    /** Written before IN_REACTOR. */
    private @Nullable Reactor reactor;

    /** The calling thread sleeps here from now on. */
    void claim() {
        owner = Thread.currentThread();
    }

    /** Owner-only. */
    void release() {
        owner = null;
    }

    /** Any thread: whose place it is at present, or null. */
    @Nullable Thread owner() {
        return owner;
    }

    /**
     * Owner-only: waits for at most {@code nanos}, in {@code reactor} if there is one, else on the
     * thread's permit. What the reactor finds is dispatched on this thread.
     */
    void park(@Nullable Reactor reactor, long nanos) {
        this.reactor = reactor;
        if (!WORD.compareAndSet(this, EMPTY, reactor == null ? IN_THREAD : IN_REACTOR)) {
            word = EMPTY;
            if (reactor != null) {
                turn(reactor, 0);
            }
            return;
        }
        try {
            if (reactor != null) {
                turn(reactor, nanos == Long.MAX_VALUE ? -1 : nanos);
            } else if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            word = EMPTY;
        }
    }

    /** Any thread: ends the owner's wait, or makes the next one not wait. */
    void unpark() {
        // The owner has not left NOTIFIED yet: it will, and then look at its queues.
        if (word == NOTIFIED) {
            return;
        }
        switch ((int) WORD.getAndSet(this, NOTIFIED)) {
            case IN_THREAD -> LockSupport.unpark(owner);
            case IN_REACTOR -> wakeReactor();
            default -> {}
        }
    }

    /** Owner-only: uses up an unpark that came since the last wait. */
    boolean takeNotice() {
        return WORD.compareAndSet(this, NOTIFIED, EMPTY);
    }

    private void wakeReactor() {
        Reactor at = reactor;
        if (at != null) {
            at.wakeUp();
        }
    }

    static void turn(Reactor reactor, long nanos) {
        try {
            reactor.turn(nanos);
        } catch (IOException e) {
            throw new UncheckedIOException("the I/O driver failed", e);
        }
    }

    static void glance(Reactor reactor) {
        try {
            reactor.glance();
        } catch (IOException e) {
            throw new UncheckedIOException("the I/O driver failed", e);
        }
    }
}
