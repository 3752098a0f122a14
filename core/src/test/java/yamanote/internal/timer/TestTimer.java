package yamanote.internal.timer;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/** A bare entry that counts its wakes and runs what a test wants on each. */
final class TestTimer extends TimerEntry {
    final AtomicInteger wakes = new AtomicInteger();
    private final Waker waker;

    TestTimer(TimerWheel wheel, long deadlineNanos) {
        this(wheel, deadlineNanos, null);
    }

    TestTimer(TimerWheel wheel, long deadlineNanos, @Nullable Runnable onWake) {
        super(wheel, deadlineNanos, Long.MIN_VALUE);
        waker =
                Waker.of(() -> {
                    wakes.incrementAndGet();
                    if (onWake != null) {
                        onWake.run();
                    }
                });
    }

    static TestTimer atMillis(TimerWheel wheel, long millis) {
        return new TestTimer(wheel, millis * 1_000_000);
    }

    /** One polled already: in the wheel unless it has elapsed. */
    static TestTimer armed(TimerWheel wheel, long millis) {
        TestTimer timer = atMillis(wheel, millis);
        timer.poll();
        return timer;
    }

    boolean poll() {
        return pollElapsed(waker);
    }

    boolean poll(Waker other) {
        return pollElapsed(other);
    }

    void moveTo(TimerWheel here) {
        rehome(here);
    }

    TimerWheel home() {
        return wheel();
    }

    void cancel() {
        disarm();
    }

    void reset(long nanos) {
        rearm(nanos, Long.MIN_VALUE);
    }

    boolean elapsed() {
        return hasElapsed();
    }

    int wakes() {
        return wakes.get();
    }
}
