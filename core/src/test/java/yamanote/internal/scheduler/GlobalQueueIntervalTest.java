package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** B120: every how many polls the global queue comes first. */
class GlobalQueueIntervalTest {
    @Test
    void slowPollsTuneItDownAndFastOnesUpAgain() {
        GlobalQueueInterval interval = new GlobalQueueInterval(0);
        assertThat(interval.isTuned()).isTrue();
        assertThat(interval.polls()).isEqualTo(61);
        for (int i = 0; i < 20; i++) {
            interval.measured(61, 61 * 100_000);
        }
        assertThat(interval.polls()).isBetween(2, 8);
        for (int i = 0; i < 20; i++) {
            interval.measured(61, 61 * 100);
        }
        assertThat(interval.polls()).isBetween(120, 127);
    }

    @Test
    void itStaysBetween2And127() {
        GlobalQueueInterval interval = new GlobalQueueInterval(0);
        for (int i = 0; i < 100; i++) {
            interval.measured(1_000, Long.MAX_VALUE / 2);
        }
        assertThat(interval.polls()).isBetween(2, 4);
        for (int i = 0; i < 100; i++) {
            interval.measured(1_000, 0);
        }
        assertThat(interval.polls()).isBetween(125, 127);
    }

    @Test
    void aBatchWithoutPollsSaysNothing() {
        GlobalQueueInterval interval = new GlobalQueueInterval(0);
        interval.measured(0, Long.MAX_VALUE);
        assertThat(interval.polls()).isEqualTo(61);
    }

    @Test
    void aFixedOneIsNeverTuned() {
        GlobalQueueInterval interval = new GlobalQueueInterval(31);
        for (int i = 0; i < 20; i++) {
            interval.measured(61, 61 * 1_000_000);
        }
        assertThat(interval.isTuned()).isFalse();
        assertThat(interval.polls()).isEqualTo(31);
    }
}
