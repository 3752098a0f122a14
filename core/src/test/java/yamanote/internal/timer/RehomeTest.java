package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A timer moves to the wheel of the worker that polls it; this thread owns {@code here}. */
class RehomeTest {
    private static final long MS = 1_000_000;

    private final ManualTime time = new ManualTime();
    private final TimerWheel there = new TimerWheel(time, () -> {});
    private final TimerWheel here = new TimerWheel(time, () -> {});

    RehomeTest() {
        here.claim();
    }

    @Test
    void anUnarmedTimerMoves() {
        TestTimer timer = TestTimer.atMillis(there, 10);
        timer.moveTo(here);
        timer.poll();
        assertThat(timer.slot).as("linked at once").isNotNegative();
        assertThat(there.isIdle()).isTrue();
        assertThat(here.advance(10 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void anArmedTimerStays() {
        TestTimer timer = TestTimer.armed(there, 10);
        timer.moveTo(here);
        assertThat(timer.home()).isSameAs(there);
        there.advanceFor(0);
        timer.moveTo(here);
        assertThat(timer.home()).isSameAs(there);
    }

    @Test
    void aCancelledTimerMovesOnceItsWheelHasLetGo() {
        TestTimer timer = TestTimer.armed(there, 10);
        there.advanceFor(0);
        timer.cancel();
        timer.moveTo(here);
        assertThat(timer.home()).as("still linked there").isSameAs(there);
        there.advanceFor(0);
        timer.moveTo(here);
        assertThat(timer.home()).isSameAs(here);
        timer.poll();
        assertThat(WheelCheck.intact(there)).isZero();
        assertThat(WheelCheck.intact(here)).isOne();
    }

    @Test
    void aFiredTimerThatIsResetMoves() {
        TestTimer timer = TestTimer.armed(there, 10);
        there.advanceFor(10 * MS);
        timer.moveTo(here);
        assertThat(timer.home()).isSameAs(there);
        timer.reset(20 * MS);
        timer.moveTo(here);
        assertThat(timer.poll()).isFalse();
        assertThat(here.advance(20 * MS)).isOne();
    }

    /** B154. */
    @Test
    void aTimerOfAnotherRuntimeStays() {
        TestTimer timer = TestTimer.atMillis(new TimerWheel(new ManualTime(), () -> {}), 10);
        timer.moveTo(here);
        assertThat(timer.home()).isNotSameAs(here);
    }
}
