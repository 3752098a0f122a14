package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Stopping, moving and letting go of the clock. */
class PausableClockTest {
    private final ManualTime real = new ManualTime();
    private final PausableClock clock = new PausableClock(real);

    @Test
    void followsTheRealClockUntilPaused() {
        real.setNanos(7);
        assertThat(clock.nanos()).isEqualTo(7);
        clock.pause();
        real.setNanos(100);
        assertThat(clock.nanos()).isEqualTo(7);
    }

    /** B170: exactly, also below a millisecond. */
    @Test
    void advancesByExactlyWhatIsAsked() {
        clock.pause();
        clock.advance(51_592_000);
        clock.advance(1_000);
        clock.advance(1);
        assertThat(clock.nanos()).isEqualTo(51_593_001);
    }

    /** B173: no jump back, no jump forward, and again. */
    @Test
    void goesOnFromTheAdvancedInstantAfterResume() {
        clock.pause();
        clock.advance(1_000);
        real.setNanos(50);
        clock.resume();
        assertThat(clock.nanos()).isEqualTo(1_000);
        real.setNanos(60);
        assertThat(clock.nanos()).isEqualTo(1_010);
        clock.pause();
        real.setNanos(10_000);
        clock.resume();
        assertThat(clock.nanos()).isEqualTo(1_010);
    }

    @Test
    void mayStartPausedAtZero() {
        real.setNanos(99);
        PausableClock paused = PausableClock.paused(real);
        assertThat(paused.isPaused()).isTrue();
        assertThat(paused.nanos()).isZero();
    }

    @Test
    void misuseNamesTheMend() {
        assertThatIllegalStateException()
                .isThrownBy(clock::resume)
                .withMessageContaining("pause()");
        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(1))
                .withMessageContaining("pause()");
        clock.pause();
        assertThatIllegalStateException()
                .isThrownBy(clock::pause)
                .withMessageContaining("resume()");
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(-1));
    }

    @Test
    void stopsAtTheEndOfTheScale() {
        clock.pause();
        clock.advance(Long.MAX_VALUE);
        clock.advance(Long.MAX_VALUE);
        assertThat(clock.nanos()).isEqualTo(Long.MAX_VALUE);
    }
}
