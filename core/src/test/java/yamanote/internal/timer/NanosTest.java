package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** B157: durations too long for a long do not overflow. */
class NanosTest {
    @Test
    void longDurationsStopAtTheEnds() {
        assertThat(Nanos.of(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.of(Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.of(Duration.ofNanos(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.of(Duration.ofNanos(-5))).isEqualTo(-5);
        assertThat(Nanos.of(Duration.ofDays(100_000))).isEqualTo(8_640_000_000_000_000_000L);
    }

    @Test
    void sumsStopAtTheEnds() {
        assertThat(Nanos.plus(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.plus(Long.MIN_VALUE, -1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.plus(1, -3)).isEqualTo(-2);
        assertThat(Nanos.minus(Long.MIN_VALUE, 1)).isEqualTo(Long.MIN_VALUE);
        assertThat(Nanos.minus(0, Long.MIN_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertThat(Nanos.minus(3, 5)).isEqualTo(-2);
    }
}
