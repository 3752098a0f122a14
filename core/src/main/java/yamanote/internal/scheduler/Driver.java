package yamanote.internal.scheduler;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.timer.PausableClock;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;

/**
 * What a thread that alone serves I/O and timers does when it has nothing to poll: waits for I/O,
 * for the next timer, or to be woken. Mirrors {@code tokio::runtime::driver}.
 *
 * <p>One thread at a time owns it, between {@link #claim} and {@link #release}; {@link #unpark} is
 * for everyone.
 */
final class Driver {
    private final TimeSource clock;
    private final @Nullable TimerWheel wheel;
    private final IoDriver io;
    private final BooleanSupplier holdsTime;
    private final Parker parker = new Parker();

    /**
     * A driver without an open reactor.
     *
     * @param holdsTime while true, a paused clock is not moved on by itself
     */
    Driver(TimeSource clock, Poller.@Nullable Factory io, boolean time, BooleanSupplier holdsTime) {
        this.clock = clock;
        this.wheel = time ? new TimerWheel(clock, parker::unpark) : null;
        this.io = new IoDriver(io, parker::unpark);
        this.holdsTime = holdsTime;
    }

    /** The wheel, or null if timers are off. */
    @Nullable TimerWheel wheel() {
        return wheel;
    }

    /** Any thread: how many timers are armed, or {@link TimerWheel#BUSY}. */
    int pendingTimers() {
        return wheel == null ? 0 : wheel.pendingFor();
    }

    /** The reactor. */
    IoDriver io() {
        return io;
    }

    /** The calling thread owns the driver from now on. */
    void claim() {
        parker.claim();
        if (wheel != null) {
            wheel.claim();
        }
    }

    /** Owner-only: gives the driver up. */
    void release() {
        if (wheel != null) {
            wheel.release();
        }
        parker.release();
    }

    /** Owner-only: I/O and timers without waiting, between tasks. */
    void turn() {
        Reactor open = io.tryTake();
        if (open != null) {
            try {
                Parker.glance(open);
            } finally {
                io.giveBack();
            }
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
            Reactor open = io.tryTake(); // null once closed by another thread
            try {
                parker.park(open, wait);
            } finally {
                if (open != null) {
                    io.giveBack();
                }
            }
            fire();
        } else {
            turn();
        }
    }

    /** Any thread: ends the owner's wait, or makes the next one not wait. */
    void unpark() {
        parker.unpark();
    }

    /** Owner-only, last: ends timers and closes sockets. */
    void close() {
        if (wheel != null) {
            wheel.close();
        }
        io.close();
    }

    private boolean isPaused() {
        return clock instanceof PausableClock pausable && pausable.isPaused();
    }

    private void jump(long deadline, BooleanSupplier idle) {
        Reactor open = io.tryTake();
        if (open != null) {
            try {
                Parker.turn(open, 0);
            } finally {
                io.giveBack();
            }
        }
        if (!parker.takeNotice()
                && idle.getAsBoolean()
                && clock instanceof PausableClock pausable
                && pausable.isPaused()) {
            pausable.advance(Math.max(0, deadline - pausable.nanos()));
        }
        fire();
    }

    private void fire() {
        if (wheel != null) {
            wheel.advance(clock.nanos());
        }
    }
}
