package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A substitute and the owner meet. One thread plays both: what a waker does, it does in the midst
 * of a turn.
 */
class SubstituteTest {
    private static final long MS = 1_000_000;

    private final AtomicInteger unparks = new AtomicInteger();
    private final ManualTime time = new ManualTime();
    private final TimerWheel wheel = new TimerWheel(time, unparks::incrementAndGet);

    @BeforeEach
    void own() {
        wheel.claim();
    }

    @AfterEach
    void listsAreIntact() {
        WheelCheck.intact(wheel);
    }

    private void whileFiringAt(long millis, Runnable work) {
        new TestTimer(wheel, millis * MS, work).poll();
    }

    @Test
    void firesWhatTheOwnerHasArmed() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        assertThat(wheel.advanceFor(9 * MS)).isZero();
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
        assertThat(wheel.advance(20 * MS)).isZero();
        assertThat(timer.poll()).isTrue();
    }

    @Test
    void givesUpWhileTheOwnerIsInside() {
        List<Object> answers = new ArrayList<>();
        whileFiringAt(
                10,
                () -> {
                    answers.add(wheel.advanceFor(50 * MS));
                    answers.add(wheel.closeFor());
                    TestTimer.armed(wheel, 30).cancel();
                    answers.add(wheel.advanceFor(50 * MS));
                });
        TestTimer later = TestTimer.armed(wheel, 20);
        assertThat(wheel.advance(10 * MS)).isOne();
        assertThat(answers).containsExactly(TimerWheel.BUSY, false, TimerWheel.BUSY);
        assertThat(later.wakes()).isZero();
        assertThat(wheel.advanceFor(50 * MS)).isOne();
    }

    @Test
    void countsWhatIsArmedAndFiresNothing() {
        TestTimer soon = TestTimer.armed(wheel, 10);
        TestTimer.armed(wheel, 20);
        assertThat(wheel.pendingFor()).isEqualTo(2);
        wheel.release();
        TestTimer foreign = TestTimer.armed(wheel, 30);
        soon.cancel();
        assertThat(wheel.pendingFor()).isEqualTo(2);
        wheel.claim();
        whileFiringAt(15, () -> assertThat(wheel.pendingFor()).isEqualTo(TimerWheel.BUSY));
        assertThat(wheel.advance(50 * MS)).isEqualTo(3);
        assertThat(foreign.wakes()).isOne();
        assertThat(wheel.pendingFor()).isZero();
    }

    /** A foreign timer that is due when it is counted fires at the owner's next turn. */
    @Test
    void aTimerThatWasDueWhenCountedFiresAtTheNextTurn() {
        wheel.release();
        TestTimer late = TestTimer.armed(wheel, 10);
        wheel.claim();
        assertThat(wheel.advance(20 * MS)).isOne();
        wheel.release();
        TestTimer due = TestTimer.armed(wheel, 15);
        assertThat(wheel.pendingFor()).isOne();
        wheel.claim();
        assertThat(wheel.isIdle()).isFalse();
        assertThat(wheel.nextDeadline()).isEqualTo(20 * MS);
        assertThat(wheel.advance(20 * MS)).isOne();
        assertThat(late.wakes() + due.wakes()).isEqualTo(2);
    }

    @Test
    void twoDoNotMeet() {
        int[] second = {0};
        whileFiringAt(10, () -> second[0] = wheel.advanceFor(10 * MS));
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(second[0]).isEqualTo(TimerWheel.BUSY);
    }

    @Test
    void theOwnerTakesTheStacksWayWhileItIsInside() {
        TestTimer cancelled = TestTimer.atMillis(wheel, 10);
        TestTimer moved = TestTimer.atMillis(wheel, 10);
        TestTimer fresh = TestTimer.atMillis(wheel, 10);
        whileFiringAt(
                10,
                () -> {
                    cancelled.cancel();
                    moved.reset(30 * MS);
                    fresh.poll();
                    assertThat(fresh.slot).isEqualTo(TimerEntry.UNLINKED);
                });
        cancelled.poll();
        moved.poll();
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(unparks).as("the owner is awake").hasValue(0);
        assertThat(wheel.isIdle()).isFalse();
        assertThat(wheel.advance(10 * MS)).isOne();
        assertThat(fresh.wakes()).isOne();
        assertThat(wheel.nextDeadline()).isEqualTo(30 * MS);
        assertThat(wheel.advance(30 * MS)).isOne();
        assertThat(cancelled.wakes()).isZero();
    }

    @Test
    void theOwnerComesAgainAndSleepsThroughNothing() {
        time.setMillis(12);
        List<Object> answers = new ArrayList<>();
        whileFiringAt(
                10,
                () -> {
                    answers.add(wheel.advance(50 * MS));
                    answers.add(wheel.nextDeadline());
                    answers.add(wheel.isIdle());
                });
        TestTimer.armed(wheel, 20);
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(answers).containsExactly(0, 12 * MS, false);
        assertThat(wheel.nextDeadline()).isEqualTo(20 * MS);
    }

    @Test
    void leavesAParkedOwnerToBeUnparkedByOthers() {
        TestTimer.armed(wheel, 100);
        wheel.nextDeadline();
        wheel.release();
        wheel.advanceFor(0);
        TestTimer.armed(wheel, 50);
        assertThat(unparks).hasValue(1);
    }

    @Test
    void closesInsteadOfTheOwner() {
        TestTimer linked = TestTimer.armed(wheel, 10);
        assertThat(wheel.closeFor()).isTrue();
        assertThat(wheel.closeFor()).isTrue();
        assertThat(linked.wakes()).isOne();
        TestTimer late = TestTimer.atMillis(wheel, 10);
        for (TestTimer timer : List.of(linked, late)) {
            assertThatIllegalStateException()
                    .isThrownBy(timer::poll)
                    .withMessageContaining("before close()");
            timer.reset(20 * MS);
            timer.cancel();
        }
        assertThat(wheel.advance(10 * MS)).isZero();
        assertThat(wheel.advanceFor(10 * MS)).isEqualTo(TimerWheel.BUSY);
        assertThat(wheel.nextDeadline()).isEqualTo(TimerWheel.NONE);
        assertThat(WheelCheck.intact(wheel)).isZero();
    }

    @Test
    void aWakerThatThrowsLeavesTheWheelOpenToBoth() {
        whileFiringAt(
                10,
                () -> {
                    throw new IllegalStateException("in a waker");
                });
        whileFiringAt(
                20,
                () -> {
                    throw new IllegalStateException("in a waker");
                });
        assertThatThrownBy(() -> wheel.advance(10 * MS)).hasMessage("in a waker");
        assertThatThrownBy(() -> wheel.advanceFor(20 * MS)).hasMessage("in a waker");
        TestTimer timer = TestTimer.armed(wheel, 30);
        assertThat(timer.slot).isNotNegative();
        assertThat(wheel.advanceFor(30 * MS)).isOne();
    }

    @Test
    void onlyTheOwnerTurns() {
        wheel.release();
        assertThatThrownBy(() -> wheel.advance(0)).isInstanceOf(AssertionError.class);
        assertThatThrownBy(wheel::nextDeadline).isInstanceOf(AssertionError.class);
    }

    @Test
    void closingFromAWakerIsAMistake() {
        whileFiringAt(10, wheel::close);
        assertThatThrownBy(() -> wheel.advance(10 * MS)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aWheelIsIdleIfNothingIsLinkedDueOrOnItsWay() {
        assertThat(wheel.isIdle()).isTrue();
        TestTimer timer = TestTimer.armed(wheel, 10);
        assertThat(wheel.isIdle()).isFalse();
        timer.cancel();
        assertThat(wheel.isIdle()).isTrue();
        wheel.release();
        timer.poll();
        assertThat(wheel.isIdle()).isFalse();
        wheel.advanceFor(10 * MS);
        assertThat(wheel.isIdle()).isTrue();
    }

    /** Skipped turns of an idle wheel make a timer take a way down the levels, and no longer. */
    @Test
    void aTimerArmedOnAWheelThatWasNotTurnedForLongFiresInTime() {
        TestTimer timer = TestTimer.armed(wheel, 10_005);
        assertThat(wheel.advance(10_004 * MS)).isZero();
        assertThat(wheel.nextDeadline()).isEqualTo(10_005 * MS);
        assertThat(wheel.advance(10_005 * MS)).isOne();
        assertThat(timer.elapsed()).isTrue();
    }

    /** A user's own waker may throw, against its contract. */
    @Test
    void closeWakesTheOthersAfterAWakerThatThrows() {
        TimerWheel wheel = new TimerWheel(new ManualTime(), () -> {});
        wheel.claim();
        TestTimer bad =
                new TestTimer(
                        wheel,
                        5_000_000,
                        () -> {
                            throw new IllegalStateException("expected by the test");
                        });
        bad.poll();
        TestTimer good = TestTimer.armed(wheel, 6);
        wheel.close();
        assertThat(bad.wakes).hasValue(1);
        assertThat(good.wakes).hasValue(1);
    }
}
