package yamanote.internal.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.nio.NioPoller;
import yamanote.internal.timer.PausableClock;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/**
 * What a scheduler does when it has nothing to poll: waits for I/O, for the next timer, or to be
 * woken. Mirrors {@code tokio::runtime::driver}.
 *
 * <p>One thread at a time owns it, between {@link #claim} and {@link #release}; {@link #unpark} is
 * for everyone. The word says where the owner is:
 *
 * <pre>
 *   EMPTY ──owner: about to wait──▶ IN_THREAD | IN_REACTOR ──owner: back──▶ EMPTY
 *   any ──anyone: unpark──▶ NOTIFIED ──owner: instead of waiting, or back──▶ EMPTY
 * </pre>
 *
 * <p>Whoever queues something first makes it visible, then calls unpark; the owner looks at its
 * queues after leaving NOTIFIED. The reactor is opened by its first user, so a runtime without I/O
 * costs no descriptor; until then the owner waits on its thread's permit.
 */
public final class Driver {
    private static final int EMPTY = 0;
    private static final int NOTIFIED = 1;
    private static final int IN_THREAD = 2;
    private static final int IN_REACTOR = 3;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, Driver.class, int.class);

    private final TimeSource clock;
    private final @Nullable TimerWheel wheel;
    private final boolean io;
    private final BooleanSupplier holdsTime;

    private volatile int word;
    private volatile @Nullable Reactor reactor;
    private volatile @Nullable Thread owner;
    private boolean closed;

    /**
     * A driver without an open reactor.
     *
     * @param holdsTime while true, a paused clock is not moved on by itself
     */
    public Driver(TimeSource clock, boolean io, boolean time, BooleanSupplier holdsTime) {
        this.clock = clock;
        this.io = io;
        this.wheel = time ? new TimerWheel(clock, this::unpark) : null;
        this.holdsTime = holdsTime;
    }

    /** The runtime's clock. */
    public TimeSource time() {
        return clock;
    }

    /** The wheel, or an {@link IllegalStateException} that says why there is none. */
    public TimerWheel wheel() {
        TimerWheel wheel = this.wheel;
        if (wheel == null) {
            throw new IllegalStateException(
                    "timers are off on this runtime: remove time(false) from its builder");
        }
        return wheel;
    }

    /** The reactor, or an {@link IllegalStateException} that says why there is none. */
    public Reactor reactor() {
        Reactor open = reactor;
        return open != null ? open : openReactor();
    }

    private synchronized Reactor openReactor() {
        Reactor open = reactor;
        if (open == null) {
            if (!io) {
                throw new IllegalStateException(
                        "I/O is off on this runtime: remove io(false) from its builder");
            }
            if (closed) {
                throw new IllegalStateException("this runtime is closed");
            }
            try {
                open = Reactor.open(NioPoller::new);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot open the I/O driver", e);
            }
            reactor = open;
            unpark(); // an owner that waits on its thread shall wait in the reactor
        }
        return open;
    }

    /** The calling thread owns the driver from now on. */
    void claim() {
        owner = Thread.currentThread();
        if (wheel != null) {
            wheel.claim();
        }
    }

    /** Owner-only: gives the driver up. */
    void release() {
        if (wheel != null) {
            wheel.release();
        }
        owner = null;
    }

    /** Owner-only: I/O and timers without waiting, between tasks. */
    void turn() {
        Reactor open = reactor;
        if (open != null) {
            glance(open);
        }
        fire();
    }

    /**
     * Owner-only: I/O and timers, waiting for at most {@code limitNanos} until something happens. A
     * paused clock jumps to the next timer instead, provided that {@code idle} still holds after a
     * look at I/O.
     */
    void park(long limitNanos, BooleanSupplier idle) {
        long deadline = wheel == null ? TimerWheel.NONE : wheel.nextDeadline();
        if (deadline != TimerWheel.NONE && isPaused() && !holdsTime.getAsBoolean()) {
            jump(deadline, idle);
            return;
        }
        long wait = limitNanos;
        if (deadline != TimerWheel.NONE && !isPaused()) {
            wait = Math.min(wait, deadline - clock.nanos());
        }
        if (wait > 0) {
            sleep(wait);
            fire();
        } else {
            turn();
        }
    }

    /** Any thread: ends the owner's wait, or makes the next one not wait. */
    public void unpark() {
        // The owner has not left NOTIFIED yet: it will, and then look at its queues.
        if (word == NOTIFIED) {
            return;
        }
        switch ((int) WORD.getAndSet(this, NOTIFIED)) {
            case IN_THREAD -> LockSupport.unpark(owner);
            case IN_REACTOR -> reactor().wakeUp();
            default -> {}
        }
    }

    /** Owner-only, last: ends timers and closes sockets. */
    synchronized void close() {
        closed = true;
        if (wheel != null) {
            wheel.close();
        }
        Reactor open = reactor;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the I/O driver", e);
            }
        }
    }

    private boolean isPaused() {
        return clock instanceof PausableClock pausable && pausable.isPaused();
    }

    private void jump(long deadline, BooleanSupplier idle) {
        Reactor open = reactor;
        if (open != null) {
            turn(open, 0);
        }
        if (!WORD.compareAndSet(this, NOTIFIED, EMPTY)
                && idle.getAsBoolean()
                && clock instanceof PausableClock pausable
                && pausable.isPaused()) {
            pausable.advance(Math.max(0, deadline - pausable.nanos()));
        }
        fire();
    }

    private void sleep(long nanos) {
        Reactor open = reactor;
        if (!WORD.compareAndSet(this, EMPTY, open == null ? IN_THREAD : IN_REACTOR)) {
            word = EMPTY;
            if (open != null) {
                turn(open, 0);
            }
            return;
        }
        try {
            if (open != null) {
                turn(open, nanos == Long.MAX_VALUE ? -1 : nanos);
            } else {
                LockSupport.parkNanos(this, nanos);
            }
        } finally {
            word = EMPTY;
        }
    }

    private static void glance(Reactor open) {
        try {
            open.glance();
        } catch (IOException e) {
            throw new UncheckedIOException("the I/O driver failed", e);
        }
    }

    private static void turn(Reactor open, long nanos) {
        try {
            open.turn(nanos);
        } catch (IOException e) {
            throw new UncheckedIOException("the I/O driver failed", e);
        }
    }

    private void fire() {
        if (wheel != null) {
            wheel.advance(clock.nanos());
        }
    }
}
