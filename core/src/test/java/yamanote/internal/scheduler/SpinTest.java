package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long to spin, from experience. */
class SpinTest {
    private final Spin spin = new Spin(50_000);

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
    void aCeilingOfZeroIsNever() {
        Spin never = new Spin(0);
        never.waited(0);
        assertThat(never.isOn()).isFalse();
        assertThat(never.limit()).isZero();
    }
}
