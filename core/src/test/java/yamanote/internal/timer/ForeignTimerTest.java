package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yamanote.future.Waker;

/**
 * Timers touched by a thread that does not own their wheel. A wheel without an owner takes the
 * stack's way for everything, so one thread can play both parts in a fixed order.
 */
class ForeignTimerTest {
    private static final long MS = 1_000_000;

    private final AtomicInteger unparks = new AtomicInteger();
    private final TimerWheel wheel = new TimerWheel(new ManualTime(), unparks::incrementAndGet);

    @AfterEach
    void listsAreIntact() {
        WheelCheck.intact(wheel);
    }

    @Test
    void isArmedByTheOwnersNextTurnAndFires() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(wheel.nextDeadline()).isEqualTo(10 * MS);
        assertThat(wheel.advance(10 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
        assertThat(timer.poll()).isTrue();
    }

    @Test
    void aPassedDeadlineMakesTheDriverTurnAtOnce() {
        wheel.advance(50 * MS);
        TestTimer timer = TestTimer.armed(wheel, 20);
        assertThat(wheel.nextDeadline()).isLessThanOrEqualTo(50 * MS);
        assertThat(timer.wakes()).as("nextDeadline wakes nobody").isZero();
        assertThat(wheel.advance(50 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void wakesAParkedOwnerOnlyIfItWouldSleepTooLong() {
        TestTimer.armed(wheel, 100);
        assertThat(unparks).hasValue(0);
        wheel.nextDeadline();
        TestTimer late = TestTimer.armed(wheel, 5_000);
        assertThat(unparks).hasValue(0);
        late.reset(4_000 * MS);
        assertThat(unparks).hasValue(0);
        TestTimer.armed(wheel, 50);
        assertThat(unparks).hasValue(1);
        wheel.nextDeadline();
        late.reset(10 * MS);
        assertThat(unparks).hasValue(2);
        wheel.advance(0);
        TestTimer.armed(wheel, 1);
        assertThat(unparks).as("the owner is awake").hasValue(2);
    }

    @Test
    void cancelledBeforeOrAfterTheOwnerHasSeenItItNeverFires() {
        TestTimer unseen = TestTimer.armed(wheel, 10);
        unseen.cancel();
        TestTimer seen = TestTimer.armed(wheel, 10);
        wheel.nextDeadline();
        assertThat(WheelCheck.intact(wheel)).isOne();
        seen.cancel();
        assertThat(wheel.advance(20 * MS)).isZero();
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(unseen.wakes() + seen.wakes()).isZero();
    }

    @Test
    void resetWhileLinkedMovesIt() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        wheel.nextDeadline();
        timer.reset(500 * MS);
        timer.reset(400 * MS);
        assertThat(wheel.advance(399 * MS)).isZero();
        timer.reset(390 * MS);
        assertThat(wheel.advance(399 * MS)).isOne();
        assertThat(timer.elapsed()).isTrue();
    }

    /** The slot comes up after the request was made and before it is taken off the stack. */
    @Test
    void aRequestOnItsWayKeepsTheWheelFromFiring() {
        List<TestTimer> others = new ArrayList<>();
        TestTimer first =
                new TestTimer(
                        wheel,
                        10 * MS,
                        () -> {
                            others.get(0).cancel();
                            others.get(1).reset(30 * MS);
                            others.get(2).reset(5 * MS);
                        });
        first.poll();
        for (int i = 0; i < 3; i++) {
            others.add(TestTimer.armed(wheel, 10));
        }
        assertThat(wheel.advance(10 * MS)).isOne();
        assertThat(others).allMatch(t -> t.wakes() == 0);
        assertThat(wheel.advance(11 * MS)).isOne();
        assertThat(others.get(2).wakes()).isOne();
        assertThat(wheel.advance(30 * MS)).isOne();
        assertThat(others.get(1).wakes()).isOne();
        assertThat(others.get(0).wakes()).isZero();
    }

    @Test
    void mayBeArmedCancelledAndArmedAgainBeforeTheOwnerLooks() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        timer.cancel();
        timer.reset(20 * MS);
        timer.poll();
        assertThat(wheel.advance(19 * MS)).isZero();
        assertThat(wheel.advance(20 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void movesBetweenForeignAndOwnThread() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        wheel.claim();
        timer.reset(20 * MS);
        assertThat(WheelCheck.intact(wheel)).as("linked at once").isOne();
        wheel.release();
        timer.reset(15 * MS);
        wheel.claim();
        timer.cancel();
        assertThat(WheelCheck.intact(wheel)).isZero();
        timer.poll();
        assertThat(wheel.advance(15 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void theLastWakerIsWoken() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        wheel.nextDeadline();
        int[] woken = {0};
        timer.poll(Waker.of(() -> woken[0]++));
        wheel.advance(10 * MS);
        assertThat(timer.wakes()).isZero();
        assertThat(woken[0]).isOne();
    }

    @Test
    void closingWakesEveryWaiterAndItsPollThrows() {
        wheel.claim();
        TestTimer linked = TestTimer.armed(wheel, 10);
        wheel.release();
        TestTimer queued = TestTimer.armed(wheel, 10);
        wheel.claim();
        wheel.close();
        TestTimer late = TestTimer.atMillis(wheel, 10);
        for (TestTimer timer : List.of(linked, queued)) {
            assertThat(timer.wakes()).isOne();
            assertThatIllegalStateException()
                    .isThrownBy(timer::poll)
                    .withMessageContaining("before close()");
            timer.cancel();
        }
        assertThatIllegalStateException().isThrownBy(late::poll);
        assertThat(WheelCheck.intact(wheel)).isZero();
    }

    @Test
    void closingLeavesElapsedTimersReady() {
        wheel.claim();
        TestTimer timer = TestTimer.armed(wheel, 10);
        wheel.advance(10 * MS);
        wheel.close();
        assertThat(timer.poll()).isTrue();
    }
}
