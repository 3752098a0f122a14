package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wheel on its owner's thread, with the clock in the test's hand. */
class TimerWheelTest {
    private static final long MS = 1_000_000;

    private final TimerWheel wheel = new TimerWheel(new ManualTime(), () -> {});

    @BeforeEach
    void own() {
        wheel.claim();
    }

    @AfterEach
    void listsAreIntact() {
        WheelCheck.intact(wheel);
    }

    static LongStream boundaries() {
        return LongStream.of(
                        1,
                        62,
                        63,
                        64,
                        65,
                        127,
                        128,
                        129,
                        4_095,
                        4_096,
                        4_097,
                        262_143,
                        262_144,
                        262_145,
                        (1L << 24) - 1,
                        1L << 24,
                        (1L << 30) - 1,
                        1L << 30,
                        (1L << 30) + 1,
                        (1L << 36) - 1,
                        1L << 36,
                        (1L << 36) + 1,
                        (1L << 37) + 5,
                        1L << 42)
                .distinct();
    }

    /** B150: neither early nor a level late, from an aligned start and from a crooked one. */
    @ParameterizedTest
    @MethodSource("boundaries")
    void firesAtItsVeryTickAtLevelBoundaries(long millis) {
        for (long start : new long[] {0, 1, 63, 64, 4_095, 5_000, 262_143, 1L << 35}) {
            TimerWheel wheel = new TimerWheel(new ManualTime(), () -> {});
            wheel.claim();
            wheel.advance(start * MS);
            TestTimer timer = TestTimer.armed(wheel, start + millis);
            wheel.advance((start + millis) * MS - 1);
            assertThat(timer.wakes()).as("from %d", start).isZero();
            wheel.advance((start + millis) * MS);
            assertThat(timer.wakes()).as("from %d", start).isOne();
            assertThat(timer.poll()).isTrue();
        }
    }

    /** The driver's loop: sleep until nextDeadline, advance, until the timer has fired. */
    @ParameterizedTest
    @MethodSource("boundaries")
    void nextDeadlineLeadsToTheTimerInFewSteps(long millis) {
        TestTimer timer = TestTimer.armed(wheel, millis);
        int turns = 0;
        long now = 0;
        while (!timer.elapsed()) {
            now = wheel.nextDeadline();
            assertThat(now).isLessThanOrEqualTo(millis * MS);
            wheel.advance(now);
            turns++;
        }
        assertThat(now).isEqualTo(millis * MS);
        assertThat(turns).isLessThanOrEqualTo(WheelLists.LEVELS + (int) (millis >>> 36));
        assertThat(wheel.nextDeadline()).isEqualTo(TimerWheel.NONE);
    }

    /** B146. */
    @Test
    void aDeadlineIsRoundedUpAndTheClockDown() {
        TestTimer timer = new TestTimer(wheel, MS + 1);
        timer.poll();
        assertThat(wheel.nextDeadline()).isEqualTo(2 * MS);
        wheel.advance(2 * MS - 1);
        assertThat(timer.wakes()).isZero();
        wheel.advance(2 * MS);
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void aDeadlineThatHasPassedIsReadyWithoutAWake() {
        wheel.advance(10 * MS);
        TestTimer timer = TestTimer.atMillis(wheel, 10);
        assertThat(timer.poll()).isTrue();
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(timer.wakes()).isZero();
    }

    @Test
    void nothingIsRegisteredBeforeTheFirstPoll() {
        TestTimer timer = TestTimer.atMillis(wheel, 10);
        assertThat(wheel.nextDeadline()).isEqualTo(TimerWheel.NONE);
        timer.poll();
        assertThat(wheel.nextDeadline()).isEqualTo(10 * MS);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 64, 100, 5_000, 300_000})
    void firesInOrderOfFirstPollsWithinATick(long millis) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int id = i;
            TestTimer timer = new TestTimer(wheel, millis * MS, () -> order.add(id));
            timer.poll();
            wheel.advance(millis * MS * i / 150);
        }
        assertThat(wheel.advance(millis * MS)).isEqualTo(100);
        assertThat(order).isSorted().hasSize(100);
    }

    @Test
    void firesInOrderOfDeadlinesWhenFarBehind() {
        List<Long> order = new ArrayList<>();
        boundaries()
                .boxed()
                .sorted((a, b) -> Long.compare(b, a))
                .forEach(at -> new TestTimer(wheel, at * MS, () -> order.add(at)).poll());
        wheel.advance((1L << 42) * MS);
        assertThat(order).isSorted().hasSize((int) boundaries().count());
    }

    /** B152: dropped, reset first or not, in any slot: no wake. */
    @Test
    void aCancelledTimerNeverFires() {
        TestTimer plain = TestTimer.armed(wheel, 10);
        TestTimer moved = TestTimer.armed(wheel, 10);
        moved.reset(700 * MS);
        plain.cancel();
        moved.cancel();
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(wheel.nextDeadline()).isEqualTo(TimerWheel.NONE);
        assertThat(wheel.advance(1_000 * MS)).isZero();
        assertThat(plain.wakes() + moved.wakes()).isZero();
    }

    /** B152, B153: the waker of one drops others due in the same slot, one of them rescheduled. */
    @Test
    void aWakerMayCancelOthersOfTheSlotBeingProcessed() {
        List<TestTimer> others = new ArrayList<>();
        TestTimer first = new TestTimer(wheel, 10 * MS, () -> others.forEach(TestTimer::cancel));
        first.poll();
        for (int i = 0; i < 3; i++) {
            others.add(TestTimer.armed(wheel, 10));
        }
        others.get(1).reset(20 * MS);
        TestTimer last = TestTimer.armed(wheel, 10);
        assertThat(wheel.advance(10 * MS)).isEqualTo(2);
        assertThat(last.wakes()).isOne();
        assertThat(others).allMatch(t -> t.wakes() == 0);
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(wheel.advance(100 * MS)).isZero();
    }

    /** B153: also when the slot being cancelled from has been filled anew in the meantime. */
    @Test
    void aWakerMayArmCancelAndResetWhileTheWheelFires() {
        TestTimer victim = TestTimer.atMillis(wheel, 10);
        TestTimer late = TestTimer.atMillis(wheel, 10 + 64);
        TestTimer again = TestTimer.atMillis(wheel, 10);
        TestTimer first =
                new TestTimer(
                        wheel,
                        10 * MS,
                        () -> {
                            late.poll();
                            victim.cancel();
                            again.reset(12 * MS);
                        });
        first.poll();
        again.poll();
        victim.poll();
        assertThat(wheel.advance(10 * MS)).isOne();
        assertThat(WheelCheck.intact(wheel)).isEqualTo(2);
        assertThat(wheel.nextDeadline()).isEqualTo(12 * MS);
        assertThat(wheel.advance(80 * MS)).isEqualTo(2);
        assertThat(victim.wakes()).isZero();
    }

    @Test
    void resetToLaterStaysInTheOldSlotAndFiresAtTheNewTime() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        int slot = timer.slot;
        timer.reset(5_000 * MS);
        assertThat(timer.slot).isEqualTo(slot);
        assertThat(wheel.advance(4_999 * MS)).isZero();
        assertThat(wheel.advance(5_000 * MS)).isOne();
    }

    @Test
    void resetToEarlierFiresAtTheNewTime() {
        TestTimer timer = TestTimer.armed(wheel, 5_000);
        timer.reset(10 * MS);
        assertThat(wheel.nextDeadline()).isEqualTo(10 * MS);
        assertThat(wheel.advance(10 * MS)).isOne();
    }

    @Test
    void resetOfAWaitingTimerIntoThePastWakesIt() {
        wheel.advance(20 * MS);
        TestTimer timer = TestTimer.armed(wheel, 50);
        timer.reset(15 * MS);
        assertThat(timer.wakes()).isOne();
        assertThat(timer.poll()).isTrue();
    }

    @Test
    void resetStartsAFiredTimerAgain() {
        TestTimer timer = TestTimer.armed(wheel, 5);
        wheel.advance(5 * MS);
        timer.reset(9 * MS);
        assertThat(timer.elapsed()).isFalse();
        assertThat(timer.poll()).isFalse();
        assertThat(wheel.advance(9 * MS)).isOne();
        assertThat(timer.wakes()).isEqualTo(2);
    }

    @Test
    void onlyTheLastWakerIsWoken() {
        TestTimer timer = TestTimer.armed(wheel, 5);
        int[] woken = {0};
        timer.poll(yamanote.future.Waker.of(() -> woken[0]++));
        wheel.advance(5 * MS);
        assertThat(timer.wakes()).isZero();
        assertThat(woken[0]).isOne();
    }

    /** A timer 10 years ahead shares the top level and must not hide a nearer one there. */
    @Test
    void aTimerBeyondTheWheelDoesNotHideNearerOnes() {
        long now = 1L << 31;
        wheel.advance(now * MS);
        TestTimer far = TestTimer.armed(wheel, now + (5L << 36));
        TestTimer near = TestTimer.armed(wheel, now + (3L << 30));
        assertThat(wheel.advance((now + (3L << 30)) * MS)).isOne();
        assertThat(near.wakes()).isOne();
        assertThat(wheel.advance((now + (5L << 36) - 1) * MS)).isZero();
        assertThat(wheel.advance((now + (5L << 36)) * MS)).isOne();
        assertThat(far.wakes()).isOne();
    }

    /** B157. */
    @Test
    void theEndOfTimeIsNeverReached() {
        TestTimer never = new TestTimer(wheel, Long.MAX_VALUE);
        assertThat(never.poll()).isFalse();
        assertThat(wheel.nextDeadline()).isPositive().isLessThan(TimerWheel.NONE);
        assertThat(wheel.advance(Long.MAX_VALUE)).isZero();
        assertThat(wheel.nextDeadline()).isEqualTo(TimerWheel.NONE);
        assertThat(never.wakes()).isZero();
    }

    @Test
    void twoDeadlinesOfOneSlotFireOnlyWhenDue() {
        TestTimer early = TestTimer.armed(wheel, 130);
        TestTimer late = TestTimer.armed(wheel, 190);
        assertThat(early.slot).isEqualTo(late.slot);
        assertThat(wheel.advance(130 * MS)).isOne();
        assertThat(late.wakes()).isZero();
        assertThat(wheel.advance(190 * MS)).isOne();
    }
}
