package yamanote.internal.timer;

import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Waker;

/** A bare timer whose wakes are counted. */
class StressTimer extends TimerEntry {
    final AtomicInteger wakes = new AtomicInteger();
    private final Waker waker = Waker.of(wakes::incrementAndGet);

    StressTimer(TimerWheel wheel, long millis) {
        super(wheel, millis * 1_000_000, Long.MIN_VALUE);
    }

    boolean poll() {
        return pollElapsed(waker);
    }

    boolean poll(Waker other) {
        return pollElapsed(other);
    }

    boolean elapsed() {
        return hasElapsed();
    }

    void moveTo(TimerWheel here) {
        rehome(here);
    }

    void cancel() {
        disarm();
    }

    void reset(long millis) {
        rearm(millis * 1_000_000, Long.MIN_VALUE);
    }
}
