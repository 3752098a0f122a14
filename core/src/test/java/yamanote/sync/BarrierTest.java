package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.sync.Barrier.Role;

/** Re-states tests of Tokio's {@code sync_barrier.rs}. */
@SuppressWarnings("yamanote.unawaited")
class BarrierTest {
    private final Hand hand = new Hand();

    private boolean isLeader(Future<Role> arrival) throws Exception {
        return hand.ready(arrival).isLeader();
    }

    /** B200. */
    @Test
    void noneAndOneNeverWait() throws Exception {
        for (int parties = 0; parties <= 1; parties++) {
            var barrier = Barrier.of(parties);
            for (int i = 0; i < 100; i++) {
                assertThat(isLeader(barrier.arrive())).isTrue();
            }
        }
        assertThatThrownBy(() -> Barrier.of(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parties must not be negative, was -1");
    }

    /** B200. */
    @Test
    void theLastOfEachOf100RoundsIsItsLeader() throws Exception {
        var barrier = Barrier.of(3);
        for (int round = 0; round < 100; round++) {
            var first = hand.pending(barrier.arrive());
            var second = hand.pending(barrier.arrive());
            hand.pending(first);
            assertThat(isLeader(barrier.arrive())).isTrue();
            assertThat(hand.wakes()).isEqualTo(2 * (round + 1));
            assertThat(isLeader(second)).isFalse();
            assertThat(isLeader(first)).isFalse();
        }
    }

    @Test
    void anArrivalCountsFromItsFirstPollAndOnce() throws Exception {
        var barrier = Barrier.of(3);
        var unpolled = barrier.arrive();
        var first = hand.pending(barrier.arrive());
        hand.pending(first);
        hand.pending(first);
        barrier.arrive().cancel(hand.cx);
        hand.pending(barrier.arrive());
        assertThat(isLeader(unpolled)).isTrue();
        assertThat(isLeader(first)).isFalse();
    }

    /** Not cancel safe, as in Tokio; at every position in line. */
    @Test
    void aCancelledArrivalStaysCounted() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var task = new Hand();
            var barrier = Barrier.of(4);
            var waits = new ArrayList<Future<Role>>();
            for (int i = 0; i < 3; i++) {
                waits.add(task.pending(barrier.arrive()));
            }
            var gone = waits.remove(cancelled);
            assertThat(gone.cancel(task.cx)).isTrue();
            assertThat(gone.cancel(task.cx)).isTrue();
            assertThat(isLeader(barrier.arrive())).isTrue();
            assertThat(task.wakes()).isEqualTo(2);
            for (var wait : waits) {
                assertThat(isLeader(wait)).isFalse();
            }
            hand.pending(barrier.arrive());
        }
    }

    @Test
    void whoIsSlowToLookStillSeesItsRoundEnd() throws Exception {
        var barrier = Barrier.of(2);
        var slow = hand.pending(barrier.arrive());
        assertThat(isLeader(barrier.arrive())).isTrue();
        hand.pending(barrier.arrive());
        assertThat(isLeader(barrier.arrive())).isTrue();
        var next = hand.pending(barrier.arrive());
        assertThat(isLeader(slow)).isFalse();
        hand.pending(next);
    }

    @Test
    void aWakerMayArriveAgain() throws Exception {
        var barrier = Barrier.of(2);
        var again = barrier.arrive();
        var first = barrier.arrive();
        first.poll(
                Context.of(
                        Waker.of(() -> {
                            assertThat(poll(first).isLeader()).isFalse();
                            assertPending(again);
                        })));
        assertThat(isLeader(barrier.arrive())).isTrue();
        assertThat(isLeader(barrier.arrive())).isTrue();
        assertThat(isLeader(again)).isFalse();
    }

    private Role poll(Future<Role> arrival) {
        try {
            return hand.ready(arrival);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertPending(Future<Role> arrival) {
        try {
            hand.pending(arrival);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWakerThatThrowsHarmsNobodyAndAllAreWokenInOrder() throws Exception {
        var barrier = Barrier.of(4);
        var order = new ArrayList<Integer>();
        var waits = new ArrayList<Future<Role>>();
        for (int i = 0; i < 3; i++) {
            int id = i;
            var wait = barrier.arrive();
            wait.poll(
                    Context.of(
                            Waker.of(() -> {
                                order.add(id);
                                if (id == 1) {
                                    Hand.badWaker().wake();
                                }
                            })));
            waits.add(wait);
        }
        assertThat(isLeader(barrier.arrive())).isTrue();
        assertThat(order).containsExactly(0, 1, 2);
        for (var wait : waits) {
            assertThat(isLeader(wait)).isFalse();
        }
    }

    @Test
    void onlyTheLastWakerIsWoken() throws Exception {
        var barrier = Barrier.of(2);
        var wait = hand.pending(barrier.arrive());
        var second = new Hand();
        second.pending(wait);
        hand.ready(barrier.arrive());
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
        second.ready(wait);
        assertThatThrownBy(() -> wait.poll(second.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("arrive() was polled after it had ended");
    }

    @Test
    void anArrivalWithoutBudgetIsNotCounted() throws Exception {
        var barrier = Barrier.of(2);
        hand.cx.budget(0);
        var late = hand.pending(barrier.arrive());
        hand.cx.budget(2);
        var first = hand.pending(barrier.arrive());
        assertThat(isLeader(late)).isTrue();
        assertThat(isLeader(first)).isFalse();
        assertThat(hand.cx.budget()).isZero();
    }
}
