package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Intervals polled by hand; times in milliseconds. */
class IntervalTest {
    private static final long PERIOD = 300;

    private final ByHand hand = new ByHand();
    private final Interval interval = new Interval(hand.wheel, 0, PERIOD * ByHand.MS);

    /** The moment, in ms, of the tick that is there at {@code now}; -1 if there is none. */
    private long tickAt(long now) throws Exception {
        hand.advanceTo(now);
        Future<Moment> tick = interval.tick();
        if (tick.poll(hand.alone) instanceof Poll.Ready<Moment>(Moment due)) {
            return due.nanos() / ByHand.MS;
        }
        tick.cancel(hand.alone);
        return -1;
    }

    /** Ticks at 0, 300 and 600, the last taken at {@code late}; then when the next three come. */
    private List<Long> nextAfterStallUntil(long late) throws Exception {
        assertThat(tickAt(0)).isZero();
        assertThat(tickAt(299)).isEqualTo(-1);
        assertThat(tickAt(300)).isEqualTo(300);
        assertThat(tickAt(late)).isEqualTo(600);
        List<Long> found = new ArrayList<>();
        for (long now = late; found.size() < 3; now++) {
            if (tickAt(now) >= 0) {
                found.add(now);
                now--;
            }
        }
        return found;
    }

    @Test
    void burstCatchesUp() throws Exception {
        assertThat(nextAfterStallUntil(1_250)).containsExactly(1_250L, 1_250L, 1_500L);
    }

    /** B161. */
    @Test
    void delayCountsFromTheLateTick() throws Exception {
        interval.missedTick(MissedTick.DELAY);
        assertThat(nextAfterStallUntil(950)).containsExactly(1_250L, 1_550L, 1_850L);
    }

    @Test
    void skipGoesOnAtTheNextMultiple() throws Exception {
        interval.missedTick(MissedTick.SKIP);
        assertThat(nextAfterStallUntil(1_250)).containsExactly(1_500L, 1_800L, 2_100L);
    }

    /** B163. */
    @Test
    void upToFiveMillisecondsAreNotLate() throws Exception {
        interval.missedTick(MissedTick.DELAY);
        assertThat(nextAfterStallUntil(605)).containsExactly(900L, 1_200L, 1_500L);
    }

    /** B163. */
    @Test
    void sixMillisecondsAreLate() throws Exception {
        interval.missedTick(MissedTick.DELAY);
        assertThat(nextAfterStallUntil(606)).containsExactly(906L, 1_206L, 1_506L);
    }

    @Test
    void theFirstTickComesAtOnceAlsoBetweenTwoMilliseconds() throws Exception {
        hand.time.setNanos(1_234_567);
        Interval crooked = new Interval(hand.wheel, 1_234_567, 5);
        assertThat(crooked.tick().poll(hand.alone)).isEqualTo(Poll.ready(new Moment(1_234_567)));
    }

    @Test
    void aCancelledTickIsNotLost() throws Exception {
        assertThat(tickAt(0)).isZero();
        Future<Moment> tick = interval.tick();
        assertThat(tick.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(300);
        assertThat(hand.wakes).isOne();
        tick.cancel(hand.alone);
        assertThat(tickAt(301)).isEqualTo(300);
        assertThat(tickAt(302)).isEqualTo(-1);
    }

    @Test
    void aCancelledTickLeavesTheWheel() throws Exception {
        assertThat(tickAt(0)).isZero();
        Future<Moment> tick = interval.tick();
        assertThat(tick.poll(hand.alone).isPending()).isTrue();
        tick.cancel(hand.alone);
        hand.advanceTo(1_000);
        assertThat(hand.wakes).isZero();
    }

    @Test
    void aTickEndsOnce() throws Exception {
        Future<Moment> tick = interval.tick();
        assertThat(tick.poll(hand.alone).isReady()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> tick.poll(hand.alone));
    }

    @Test
    void resetsSayWhenTheNextTickComes() throws Exception {
        assertThat(tickAt(0)).isZero();
        hand.advanceTo(100);
        interval.reset();
        assertThat(tickAt(399)).isEqualTo(-1);
        assertThat(tickAt(400)).isEqualTo(400);
        interval.resetImmediately();
        assertThat(tickAt(400)).isEqualTo(400);
        interval.resetAfter(Duration.ofMillis(50));
        assertThat(tickAt(449)).isEqualTo(-1);
        assertThat(tickAt(450)).isEqualTo(450);
        interval.resetAt(new Moment(500 * ByHand.MS));
        assertThat(tickAt(500)).isEqualTo(500);
        assertThat(tickAt(800)).isEqualTo(800);
    }

    /** A tick that is awaited comes when the interval has been reset to, sooner or later. */
    @Test
    void aResetMovesATickThatIsAwaited() throws Exception {
        assertThat(tickAt(0)).isZero();
        Future<Moment> tick = interval.tick();
        assertThat(tick.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(100);
        interval.resetAfter(Duration.ofMillis(50));
        hand.advanceTo(150);
        assertThat(hand.wakes).isOne();
        assertThat(tick.poll(hand.alone)).isEqualTo(Poll.ready(new Moment(150 * ByHand.MS)));

        Future<Moment> later = interval.tick();
        assertThat(later.poll(hand.alone).isPending()).isTrue();
        interval.resetAt(new Moment(1_000 * ByHand.MS));
        hand.advanceTo(999);
        assertThat(later.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(1_000);
        assertThat(later.poll(hand.alone).isReady()).isTrue();

        Future<Moment> now = interval.tick();
        assertThat(now.poll(hand.alone).isPending()).isTrue();
        int before = hand.wakes;
        interval.resetImmediately();
        assertThat(hand.wakes).isEqualTo(before + 1);
        assertThat(now.poll(hand.alone).isReady()).isTrue();
    }

    @Test
    void aResetToThePastTicksAtOnceAndThenEveryPeriodFromThere() throws Exception {
        assertThat(tickAt(0)).isZero();
        interval.missedTick(MissedTick.SKIP);
        hand.advanceTo(1_000);
        interval.resetAt(new Moment(950 * ByHand.MS));
        assertThat(tickAt(1_000)).isEqualTo(950);
        assertThat(tickAt(1_249)).isEqualTo(-1);
        assertThat(tickAt(1_250)).isEqualTo(1_250);
    }

    @Test
    void tellsItsPeriodAndItsRule() {
        assertThat(interval.period()).isEqualTo(Duration.ofMillis(300));
        assertThat(interval.missedTick()).isEqualTo(MissedTick.BURST);
        assertThat(interval.missedTick(MissedTick.DELAY)).isSameAs(interval);
        assertThat(interval.missedTick()).isEqualTo(MissedTick.DELAY);
    }

    @Test
    void aPeriodMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.every(Duration.ZERO))
                .withMessage("period must be > 0, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interval.startingAt(new Moment(0), Duration.ofMillis(-1)));
    }
}
