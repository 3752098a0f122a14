package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import yamanote.future.Waker;

/**
 * Arming, firing, resetting and cancelling allocate nothing, on the owner's thread and on others.
 */
class TimerAllocationTest {
    private static final int TIMERS = 2_000;
    private static final long MS = 1_000_000;

    private final TimerWheel wheel = new TimerWheel(new ManualTime(), () -> {});
    private final TestTimer[] timers = new TestTimer[TIMERS];
    private final Waker waker = Waker.noop();
    private boolean owned;
    private long now;

    @Test
    void theOwnersPathAllocatesNothing() {
        owned = true;
        wheel.claim();
        assertThat(steadyBytes()).isZero();
    }

    @Test
    void theForeignPathAllocatesNothing() {
        assertThat(steadyBytes()).isZero();
    }

    private long steadyBytes() {
        for (int i = 0; i < TIMERS; i++) {
            timers[i] = new TestTimer(wheel, 0);
        }
        round();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            least = Math.min(least, Allocation.of(this::round));
        }
        assertThat(timers).allMatch(TestTimer::elapsed);
        return least;
    }

    private void round() {
        for (int i = 0; i < TIMERS; i++) {
            timers[i].reset(now + i * MS * 3);
            timers[i].poll(waker);
        }
        turn();
        for (int i = 0; i < TIMERS; i += 3) {
            timers[i].cancel();
            timers[i].reset(now + i * MS);
            timers[i].poll(waker);
        }
        now += TIMERS * MS * 3;
        turn();
    }

    private void turn() {
        if (owned) {
            wheel.advance(now);
            wheel.nextDeadline();
        } else {
            wheel.advanceFor(now);
        }
    }
}
