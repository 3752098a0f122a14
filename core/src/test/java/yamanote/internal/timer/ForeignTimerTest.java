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
 * Timers touched by a thread that does not own their wheel. On a wheel without an owner everything
 * takes the stack's way, so one thread can play both parts in a fixed order: it owns the wheel for
 * its look before parking, and turns it as a substitute.
 */
class ForeignTimerTest {
    private static final long MS = 1_000_000;

    private final AtomicInteger unparks = new AtomicInteger();
    private final TimerWheel wheel = new TimerWheel(new ManualTime(), unparks::incrementAndGet);

    @AfterEach
    void listsAreIntact() {
        WheelCheck.intact(wheel);
    }

    private long nextDeadline() {
        wheel.claim();
        long next = wheel.nextDeadline();
        wheel.release();
        return next;
    }

    @Test
    void isArmedByTheOwnersNextTurnAndFires() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(nextDeadline()).isEqualTo(10 * MS);
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
        assertThat(timer.poll()).isTrue();
    }

    @Test
    void aPassedDeadlineMakesTheDriverTurnAtOnce() {
        wheel.advanceFor(50 * MS);
        TestTimer timer = TestTimer.armed(wheel, 20);
        assertThat(nextDeadline()).isLessThanOrEqualTo(50 * MS);
        assertThat(timer.wakes()).as("nextDeadline wakes nobody").isZero();
        assertThat(wheel.advanceFor(50 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    @Test
    void wakesAParkedOwnerOnlyIfItWouldSleepTooLong() {
        TestTimer.armed(wheel, 100);
        assertThat(unparks).hasValue(0);
        nextDeadline();
        TestTimer late = TestTimer.armed(wheel, 5_000);
        assertThat(unparks).hasValue(0);
        late.reset(4_000 * MS);
        assertThat(unparks).hasValue(0);
        TestTimer.armed(wheel, 50);
        assertThat(unparks).hasValue(1);
        nextDeadline();
        late.reset(10 * MS);
        assertThat(unparks).hasValue(2);
        wheel.claim();
        wheel.advance(0);
        wheel.release();
        TestTimer.armed(wheel, 1);
        assertThat(unparks).as("the owner is awake").hasValue(2);
    }

    @Test
    void cancelledBeforeOrAfterTheOwnerHasSeenItItNeverFires() {
        TestTimer unseen = TestTimer.armed(wheel, 10);
        unseen.cancel();
        TestTimer seen = TestTimer.armed(wheel, 10);
        nextDeadline();
        assertThat(WheelCheck.intact(wheel)).isOne();
        seen.cancel();
        assertThat(wheel.advanceFor(20 * MS)).isZero();
        assertThat(WheelCheck.intact(wheel)).isZero();
        assertThat(unseen.wakes() + seen.wakes()).isZero();
    }

    @Test
    void resetWhileLinkedMovesIt() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        nextDeadline();
        timer.reset(500 * MS);
        timer.reset(400 * MS);
        assertThat(wheel.advanceFor(399 * MS)).isZero();
        timer.reset(390 * MS);
        assertThat(wheel.advanceFor(399 * MS)).isOne();
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
        assertThat(wheel.advanceFor(10 * MS)).isOne();
        assertThat(others).allMatch(t -> t.wakes() == 0);
        assertThat(wheel.advanceFor(11 * MS)).isOne();
        assertThat(others.get(2).wakes()).isOne();
        assertThat(wheel.advanceFor(30 * MS)).isOne();
        assertThat(others.get(1).wakes()).isOne();
        assertThat(others.get(0).wakes()).isZero();
    }

    @Test
    void mayBeArmedCancelledAndArmedAgainBeforeTheOwnerLooks() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        timer.cancel();
        timer.reset(20 * MS);
        timer.poll();
        assertThat(wheel.advanceFor(19 * MS)).isZero();
        assertThat(wheel.advanceFor(20 * MS)).isOne();
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
        assertThat(wheel.advanceFor(15 * MS)).isOne();
        assertThat(timer.wakes()).isOne();
    }

    /**
     * The request to leave is still on its way when the entry is armed again, on the wheel's
     * thread.
     */
    @Test
    void cancelledElsewhereAndArmedAgainAtHomeItIsLinkedOnce() {
        wheel.claim();
        TestTimer timer = TestTimer.armed(wheel, 10);
        TestTimer other = TestTimer.armed(wheel, 10);
        wheel.release();
        timer.cancel();
        wheel.claim();
        assertThat(timer.poll()).isFalse();
        assertThat(WheelCheck.intact(wheel)).isEqualTo(2);
        assertThat(wheel.advance(10 * MS)).isEqualTo(2);
        assertThat(timer.wakes() + other.wakes()).isEqualTo(2);
    }

    @Test
    void resetWhileUnarmedAsksNothingOfTheOwner() {
        nextDeadline();
        TestTimer timer = TestTimer.atMillis(wheel, 10);
        timer.reset(5 * MS);
        assertThat(unparks).hasValue(0);
        timer.poll();
        assertThat(unparks).hasValue(1);
        assertThat(wheel.advanceFor(5 * MS)).isOne();
    }

    @Test
    void theLastWakerIsWoken() {
        TestTimer timer = TestTimer.armed(wheel, 10);
        nextDeadline();
        int[] woken = {0};
        timer.poll(Waker.of(() -> woken[0]++));
        wheel.advanceFor(10 * MS);
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
        wheel.advanceFor(10 * MS);
        wheel.close();
        assertThat(timer.poll()).isTrue();
    }
}
