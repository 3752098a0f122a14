package yamanote.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/** Timeouts polled by hand: who wins, who is cancelled, who owns what is left. */
@SuppressWarnings("yamanote.unawaited") // helpers that return the future they were given
class TimeoutTest {
    private final ByHand hand = new ByHand();
    private final ScriptedFuture<String> inner = new ScriptedFuture<>();

    private static final class Guard implements Owned {
        int closed;

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void givesTheValueAndLeavesTheWheel() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        inner.then(() -> Poll.ready("a"));
        assertThat(timeout.poll(hand.alone)).isEqualTo(Poll.ready("a"));
        hand.advanceTo(20);
        assertThat(hand.wakes).isZero();
        assertThat(inner.cancelled).isZero();
        assertThatIllegalStateException().isThrownBy(() -> timeout.poll(hand.alone));
    }

    /** B156. */
    @Test
    void aValueBeatsADeadlineThatHasPassed() throws Exception {
        inner.then(Poll::pending).then(() -> Poll.ready("late"));
        Timeout<String> timeout = hand.timeout(10, inner);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(50);
        assertThat(timeout.poll(hand.alone)).isEqualTo(Poll.ready("late"));
    }

    @Test
    void anElapsedDeadlineStillPollsTheInnerFutureOnce() throws Exception {
        inner.then(() -> Poll.ready("at once"));
        assertThat(hand.timeout(-5, inner).poll(hand.alone)).isEqualTo(Poll.ready("at once"));
    }

    @Test
    void theLoserIsCancelledAndTheDeadlineNamed() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThat(hand.wakes).isOne();
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone))
                .isInstanceOf(TimeoutException.class)
                .withMessageContaining("0.01 s")
                .matches(e -> e.deadline().equals(timeout.deadline()));
        assertThat(inner.cancelled).isOne();
    }

    @Test
    void nestedTimeoutsAreToldApart() throws Exception {
        Timeout<String> within = hand.timeout(10, inner);
        Timeout<String> around = hand.timeout(20, within);
        assertThat(around.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> around.poll(hand.alone))
                .matches(e -> e.deadline().equals(within.deadline()))
                .matches(e -> !e.deadline().equals(around.deadline()));
    }

    @Test
    void aFailureOfTheInnerFuturePasses() {
        inner.then(() -> {
            throw new IOException("broken");
        });
        Timeout<String> timeout = hand.timeout(10, inner);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> timeout.poll(hand.alone));
        assertThatIllegalStateException().isThrownBy(() -> timeout.poll(hand.alone));
    }

    /** B099. */
    @Test
    void anInnerFutureThatUsesUpTheBudgetCannotHideTheDeadline() throws Exception {
        inner.usesUpBudget = true;
        Timeout<String> timeout = hand.timeout(10, inner);
        hand.alone.budget(128);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        hand.alone.budget(128);
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
        assertThat(hand.alone.budget()).isZero();
    }

    /** A loop over timeouts that have elapsed gives way like any other. */
    @Test
    void elapsedTimeoutsSpendBudget() throws Exception {
        hand.alone.budget(3);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(ElapsedException.class)
                    .isThrownBy(() -> hand.timeout(0, inner).poll(hand.alone));
        }
        assertThat(hand.timeout(0, inner).poll(hand.alone).isPending()).isTrue();
        assertThat(hand.alone.deferred).isOne();
    }

    @Test
    void aTaskAdoptsWhatIsLeftToCleanUp() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner.cleaningUpAsynchronously());
        assertThat(timeout.poll(hand.inTask).isPending()).isTrue();
        hand.advanceTo(10);
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.inTask));
        assertThat(hand.inTask.adopted).containsExactly(inner);
    }

    private Timeout<String> expiredButCleaningUp() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner.cleaningUpAsynchronously());
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        assertThat(inner.cancelled).isOne();
        return timeout;
    }

    /** An inner future must not throw from cancel; one that does keeps nobody waiting. */
    @Test
    void anInnerFutureThatThrowsFromCancelIsReportedAndTheTimeoutElapses() throws Exception {
        var failure = new IllegalStateException("cancel failed");
        var careless =
                new Future<String>() {
                    @Override
                    public Poll<String> poll(Context cx) {
                        return Poll.pending();
                    }

                    @Override
                    public boolean cancel(Context cx) {
                        throw failure;
                    }
                };
        Timeout<String> timeout = hand.timeout(10, careless);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        hand.advanceTo(10);
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
        assertThat(hand.alone.failures).containsExactly(failure);
    }

    @Test
    void aCleanUpThatEndsAsCancelledIsNoFailure() throws Exception {
        Timeout<String> timeout = expiredButCleaningUp();
        inner.then(() -> {
            throw new CancelledError();
        });
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
        assertThat(hand.alone.failures).isEmpty();
    }

    @Test
    void withoutATaskItStaysPendingUntilTheCleanUpHasEnded() throws Exception {
        Timeout<String> timeout = expiredButCleaningUp();
        inner.then(() -> Poll.ready("swallowed"));
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
    }

    @Test
    void aFailedCleanUpIsReportedAndTheTimeoutThrown() throws Exception {
        Timeout<String> timeout = expiredButCleaningUp();
        IOException failure = new IOException("while closing");
        inner.then(() -> {
            throw failure;
        });
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
        assertThat(hand.alone.failures).containsExactly(failure);
    }

    @Test
    void anOwnedValueOfTheCleanUpIsClosed() throws Exception {
        Guard guard = new Guard();
        ScriptedFuture<Guard> owner = new ScriptedFuture<Guard>().cleaningUpAsynchronously();
        Timeout<Guard> timeout = hand.timeout(0, owner);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        owner.then(() -> Poll.ready(guard));
        assertThatExceptionOfType(ElapsedException.class)
                .isThrownBy(() -> timeout.poll(hand.alone));
        assertThat(guard.closed).isOne();
    }

    @Test
    void cancellingItCancelsTheInnerFutureAndLeavesTheWheel() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        assertThat(timeout.cancel(hand.alone)).isTrue();
        assertThat(timeout.cancel(hand.alone)).isTrue();
        assertThat(inner.cancelled).isOne();
        hand.advanceTo(10);
        assertThat(hand.wakes).isZero();
        assertThatIllegalStateException().isThrownBy(() -> timeout.poll(hand.alone));
    }

    @Test
    void cancelledBeforeItsFirstPollItStillCancelsTheInnerFuture() {
        assertThat(hand.timeout(10, inner).cancel(hand.alone)).isTrue();
        assertThat(inner.cancelled).isOne();
        assertThat(inner.polled).isZero();
    }

    @Test
    void aCancelledTimeoutHandsOnTheCleanUpOfTheInnerFuture() throws Exception {
        Timeout<String> timeout = hand.timeout(10, inner.cleaningUpAsynchronously());
        assertThat(timeout.cancel(hand.alone)).isFalse();
        hand.advanceTo(50);
        assertThat(timeout.poll(hand.alone).isPending()).isTrue();
        assertThat(timeout.cancel(hand.alone)).isFalse();
        assertThat(inner.cancelled).isOne();
        inner.then(() -> Poll.ready("dropped by the owner"));
        assertThat(timeout.poll(hand.alone).isReady()).isTrue();
        assertThat(timeout.cancel(hand.alone)).isTrue();
    }

    /** The owner drops what it gets from then on: it is no timeout that it asked for any more. */
    @Test
    void cancelledWhileCleaningUpItEndsAsTheInnerFutureDoes() throws Exception {
        Timeout<String> timeout = expiredButCleaningUp();
        assertThat(timeout.cancel(hand.alone)).isFalse();
        inner.then(() -> Poll.ready("x"));
        assertThat(timeout.poll(hand.alone).isReady()).isTrue();
        assertThat(inner.cancelled).isOne();
    }
}
