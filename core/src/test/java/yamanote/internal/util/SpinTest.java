package yamanote.internal.util;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.internal.timer.SystemTime;

/** How long to spin, from experience. */
class SpinTest {
    private final SystemTime clock = new SystemTime();
    private final Spin spin = new Spin(clock::nanos, 50_000);

    @Test
    void atFirstItDoesNotSpin() {
        assertThat(spin.isOn()).isTrue();
        assertThat(spin.limit()).isZero();
    }

    @Test
    void shortWaitsDoubleTheLimitUpToTheCeiling() {
        long[] limits = new long[6];
        for (int i = 0; i < limits.length; i++) {
            spin.waited(50_000);
            limits[i] = spin.limit();
        }
        assertThat(limits).containsExactly(4_000, 8_000, 16_000, 32_000, 50_000, 50_000);
    }

    @Test
    void longWaitsHalveTheLimitDownToNothing() {
        for (int i = 0; i < 4; i++) {
            spin.waited(0);
        }
        long[] limits = new long[6];
        for (int i = 0; i < limits.length; i++) {
            spin.waited(50_001);
            limits[i] = spin.limit();
        }
        assertThat(limits).containsExactly(16_000, 8_000, 4_000, 2_000, 1_000, 0);
    }

    @Test
    void itSpinsUntilTheConditionHoldsOrTheTimeIsOver() {
        int[] looks = {0};
        assertThat(spin.until(() -> ++looks[0] == 3, clock.nanos(), 1_000_000_000)).isTrue();
        assertThat(looks[0]).isEqualTo(3);
        assertThat(spin.until(() -> false, clock.nanos(), 0)).isFalse();
    }

    @Test
    void aCeilingOfZeroIsNever() {
        Spin never = new Spin(clock::nanos, 0);
        never.waited(0);
        assertThat(never.isOn()).isFalse();
        assertThat(never.limit()).isZero();
    }

    @Test
    void longSpinsThatFailAreGivenUpAndTriedAgainAfterEverLongerPauses() {
        long[] now = {0};
        Spin spin = new Spin(() -> now[0] += 1_000, 50_000);
        List<Integer> pauses = new ArrayList<>();
        int waits = 0;
        while (pauses.size() < 4) {
            spin.waited(50_000);
            waits++;
            if (spin.limit() == 50_000) {
                if (waits > 7) {
                    pauses.add(waits);
                }
                waits = 0;
                spin.until(() -> false, now[0], 50_000);
            }
        }
        assertThat(pauses).containsExactly(8, 16, 32, 64);
    }

    @Test
    void aSpinnerThatLosesItsCorePauses() {
        long[] now = {0};
        Spin spin = new Spin(() -> now[0] += 600_000, 50_000);
        spin.waited(0);
        assertThat(spin.until(() -> false, now[0], 50_000)).isFalse();
        spin.waited(0);
        assertThat(spin.limit()).isZero();
    }
}
