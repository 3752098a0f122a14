package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** Sleeps polled by hand. */
class SleepTest {
    private final ByHand hand = new ByHand();

    private Sleep sleep(long millis) {
        return Sleep.in(hand.wheel, hand.time.nanos() + millis * ByHand.MS);
    }

    @Test
    void isReadyFromItsDeadlineOnUntilReset() {
        Sleep sleep = sleep(10);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        assertThat(sleep.isElapsed()).isFalse();
        hand.advanceTo(10);
        assertThat(hand.wakes).isOne();
        assertThat(sleep.isElapsed()).isTrue();
        assertThat(sleep.poll(hand.alone).isReady()).isTrue();
        assertThat(sleep.poll(hand.alone).isReady()).isTrue();
        sleep.reset(new Moment(15 * ByHand.MS));
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(15);
        assertThat(sleep.poll(hand.alone).isReady()).isTrue();
        assertThat(sleep.deadline()).isEqualTo(new Moment(15 * ByHand.MS));
    }

    @Test
    void aPassedDeadlineIsReadyAtTheFirstPoll() {
        hand.time.setNanos(700);
        assertThat(sleep(0).poll(hand.alone).isReady()).isTrue();
        assertThat(sleep(-3).isElapsed()).isTrue();
    }

    @Test
    void theDeadlineCountsFromItsMakingNotFromItsFirstPoll() {
        Sleep sleep = sleep(10);
        hand.advanceTo(8);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThat(sleep.poll(hand.alone).isReady()).isTrue();
    }

    @Test
    void cancelledItIsNotWokenAndMayBePolledAgain() {
        Sleep sleep = sleep(10);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        assertThat(sleep.cancel(hand.alone)).isTrue();
        assertThat(hand.wheel.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThat(hand.wakes).isOne();
    }

    @Test
    void givesWayWhenTheBudgetIsUsedUp() {
        Sleep sleep = sleep(0);
        hand.alone.budget(1);
        assertThat(sleep.poll(hand.alone).isReady()).isTrue();
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        assertThat(hand.alone.deferred).isOne();
    }

    /**
     * B154: a sleep knows its wheel; the wheel that is current when it is reset does not matter.
     */
    @Test
    void staysWithTheRuntimeItWasMadeIn() {
        Sleep sleep = sleep(10);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        hand.wheel.release();
        ByHand other = new ByHand();
        sleep.reset(new Moment(30 * ByHand.MS));
        other.advanceTo(1_000);
        assertThat(sleep.poll(other.alone).isPending()).isTrue();
        hand.wheel.claim();
        hand.advanceTo(29);
        assertThat(other.wakes).isZero();
        hand.advanceTo(30);
        assertThat(other.wakes).isOne();
        assertThat(sleep.poll(other.alone).isReady()).isTrue();
    }

    @Test
    void aClosedRuntimeIsSaid() {
        Sleep sleep = sleep(10);
        assertThat(sleep.poll(hand.alone).isPending()).isTrue();
        hand.wheel.close();
        assertThat(hand.wakes).isOne();
        assertThatIllegalStateException()
                .isThrownBy(() -> sleep.poll(hand.alone))
                .withMessageContaining("closed");
    }
}
