package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Arithmetic of moments. */
class MomentTest {
    @Test
    void movesAndMeasures() {
        Moment a = new Moment(5);
        Moment b = a.plus(Duration.ofNanos(7));
        assertThat(b).isEqualTo(new Moment(12)).isGreaterThan(a);
        assertThat(b.minus(Duration.ofNanos(7))).isEqualTo(a);
        assertThat(a.since(b)).isEqualTo(Duration.ofNanos(-7));
        assertThat(a.isBefore(b) && b.isAfter(a)).isTrue();
    }

    /** B157. */
    @Test
    void stopsAtTheEndOfTheScale() {
        Moment end = new Moment(0).plus(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(end).isEqualTo(new Moment(Long.MAX_VALUE));
        assertThat(end.plus(Duration.ofDays(1))).isEqualTo(end);
    }

    @Test
    void isWrittenInSeconds() {
        assertThat(new Moment(1_250_000_000)).hasToString("1.25 s");
        assertThat(new Moment(0)).hasToString("0 s");
    }
}
