package yamanote.internal.timer;

import java.util.concurrent.atomic.AtomicInteger;

/** A wheel, and a timer at 10 ms that is linked; the turns of its owner, in milliseconds. */
class WheelState {
    final AtomicInteger unparks = new AtomicInteger();
    final TimerWheel wheel = new TimerWheel(() -> 0, unparks::incrementAndGet);
    final StressTimer timer = new StressTimer(wheel, 10);

    /** For states that start with the timer in the wheel. */
    WheelState armed() {
        wheel.claim();
        timer.poll();
        wheel.release();
        return this;
    }

    /** One turn of the owner. */
    void turn(long millis) {
        wheel.claim();
        wheel.advance(millis * 1_000_000);
        wheel.release();
    }

    /** The owner's look before it parks, in milliseconds. */
    long park() {
        wheel.claim();
        long next = wheel.nextDeadline();
        wheel.release();
        return next / 1_000_000;
    }

    boolean isEmpty() {
        return wheel.nextDeadline() == TimerWheel.NONE;
    }
}
