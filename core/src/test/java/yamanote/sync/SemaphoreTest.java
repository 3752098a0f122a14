package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.sync.Semaphore.Permit;

/** Re-states tests of Tokio's {@code sync_semaphore.rs} and {@code sync_semaphore_owned.rs}. */
class SemaphoreTest {
    private final Hand hand = new Hand();

    private static Permit take(Semaphore semaphore, int permits) {
        return Objects.requireNonNull(semaphore.tryAcquireMany(permits));
    }

    @Test
    void freePermitsAreTakenAtOnce() throws Exception {
        var semaphore = Semaphore.of(3);
        Permit one = hand.ready(semaphore.acquire());
        Permit two = hand.ready(semaphore.acquireMany(2));
        assertThat(semaphore.availablePermits()).isZero();
        assertThat(semaphore.tryAcquire()).isNull();
        one.close();
        two.close();
        two.close();
        assertThat(semaphore.availablePermits()).isEqualTo(3);
    }

    @Test
    void nothingIsTakenBeforeTheFirstPoll() {
        var semaphore = Semaphore.of(1);
        Future<Permit> acquire = semaphore.acquire();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        assertThat(acquire.cancel(hand.cx)).isTrue();
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    /** B184. */
    @Test
    void aSmallAcquireDoesNotOvertakeABigOne() throws Exception {
        var semaphore = Semaphore.of(2);
        Permit held = take(semaphore, 1);
        var big = hand.pending(semaphore.acquireMany(2));
        var small = hand.pending(semaphore.acquire());
        assertThat(semaphore.tryAcquire()).isNull();
        held.close();
        Permit two = hand.ready(big);
        hand.pending(small);
        two.close();
        assertThat(hand.ready(small).count()).isEqualTo(1);
    }

    /** B185. */
    @Test
    void permitsArePouredIntoTheHeadOfTheLine() throws Exception {
        var semaphore = Semaphore.of(0);
        var five = hand.pending(semaphore.acquireMany(5));
        for (int i = 0; i < 4; i++) {
            semaphore.addPermits(1);
            assertThat(semaphore.availablePermits()).isZero();
            assertThat(semaphore.tryAcquire()).isNull();
            hand.pending(five);
        }
        assertThat(hand.wakes()).isZero();
        semaphore.addPermits(3);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
        assertThat(hand.ready(five).count()).isEqualTo(5);
    }

    @Test
    void oneReleaseServesSeveralInOrder() throws Exception {
        var semaphore = Semaphore.of(0);
        var order = new ArrayList<Integer>();
        var waits = new ArrayList<Future<Permit>>();
        for (int i = 0; i < 4; i++) {
            int id = i;
            var wait = semaphore.acquireMany(2);
            assertThat(wait.poll(Context.of(Waker.of(() -> order.add(id)))).isPending()).isTrue();
            waits.add(wait);
        }
        semaphore.addPermits(7);
        assertThat(order).containsExactly(0, 1, 2);
        semaphore.addPermits(1);
        assertThat(order).containsExactly(0, 1, 2, 3);
        for (var wait : waits) {
            hand.ready(wait);
        }
    }

    /** B186: a waiter at every position, part-filled, filled or not. */
    @Test
    void aCancelledWaiterGivesBackAndServesTheNext() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            for (int poured = 0; poured <= 3; poured++) {
                var semaphore = Semaphore.of(0);
                var waits = new ArrayList<Future<Permit>>();
                for (int i = 0; i < 3; i++) {
                    waits.add(hand.pending(semaphore.acquireMany(2)));
                }
                semaphore.addPermits(poured);
                var gone = waits.remove(cancelled);
                assertThat(gone.cancel(hand.cx)).isTrue();
                assertThat(gone.cancel(hand.cx)).isTrue();
                var first = waits.get(0);
                if (poured < 2) {
                    hand.pending(first);
                    semaphore.addPermits(2 - poured);
                }
                hand.ready(first).forget();
                hand.pending(waits.get(1));
                semaphore.addPermits(4 - Math.max(poured, 2));
                hand.ready(waits.get(1)).forget();
                assertThat(semaphore.availablePermits()).isZero();
                semaphore.addPermits(1);
                assertThat(semaphore.availablePermits()).isEqualTo(1);
            }
        }
    }

    @Test
    void theLastWaiterThatLeavesLeavesTheSemaphoreOpen() throws Exception {
        var semaphore = Semaphore.of(1);
        hand.pending(semaphore.acquireMany(3)).cancel(hand.cx);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        hand.ready(semaphore.acquire());
    }

    @Test
    void aGrantedWaitThatIsCancelledGivesItsPermitsToTheNext() throws Exception {
        var semaphore = Semaphore.of(0);
        var first = hand.pending(semaphore.acquire());
        var second = hand.pending(semaphore.acquire());
        semaphore.addPermits(1);
        first.cancel(hand.cx);
        hand.ready(second);
    }

    /** B187. */
    @Test
    void closeFailsWaitersAndLaterAcquires() throws Exception {
        var semaphore = Semaphore.of(2);
        Permit held = take(semaphore, 1);
        var partly = hand.pending(semaphore.acquireMany(2));
        var behind = hand.pending(semaphore.acquire());
        semaphore.close();
        semaphore.close();
        assertThat(semaphore.isClosed()).isTrue();
        assertThat(hand.wakes()).isEqualTo(2);
        for (var wait : List.of(partly, behind, semaphore.acquire())) {
            assertThatThrownBy(() -> wait.poll(hand.cx))
                    .isInstanceOf(ClosedException.class)
                    .hasMessage("the semaphore is closed");
        }
        assertThat(semaphore.tryAcquire()).isNull();
        held.close();
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    @Test
    void aRefusedWaitCanBeCancelled() throws Exception {
        var semaphore = Semaphore.of(1);
        var wait = hand.pending(semaphore.acquireMany(2));
        semaphore.close();
        wait.cancel(hand.cx);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }

    /** B188. */
    @Test
    void thereIsAMaximum() {
        assertThat(Semaphore.of(Semaphore.MAX_PERMITS).availablePermits())
                .isEqualTo(Semaphore.MAX_PERMITS);
        assertThatThrownBy(() -> Semaphore.of(Semaphore.MAX_PERMITS + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 536870912");
        assertThatThrownBy(() -> Semaphore.of(-1)).isInstanceOf(IllegalArgumentException.class);
        var semaphore = Semaphore.of(1);
        semaphore.addPermits(Semaphore.MAX_PERMITS - 1);
        assertThatThrownBy(() -> semaphore.addPermits(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exceed the maximum of 536870911");
        assertThat(semaphore.availablePermits()).isEqualTo(Semaphore.MAX_PERMITS);
    }

    /** B189. */
    @Test
    void forgottenPermitsAreGone() {
        var semaphore = Semaphore.of(5);
        Permit permit = take(semaphore, 2);
        permit.forget();
        permit.close();
        assertThat(semaphore.availablePermits()).isEqualTo(3);
        assertThat(semaphore.forgetPermits(2)).isEqualTo(2);
        assertThat(semaphore.forgetPermits(9)).isEqualTo(1);
        assertThat(semaphore.availablePermits()).isZero();
    }

    /** B190. */
    @Test
    void permitsMergeAndSplit() {
        var semaphore = Semaphore.of(5);
        Permit permit = take(semaphore, 2);
        Permit other = take(semaphore, 1);
        permit.merge(other);
        other.close();
        assertThat(permit.count()).isEqualTo(3);
        assertThat(permit.split(4)).isNull();
        assertThat(Objects.requireNonNull(permit.split(0)).count()).isZero();
        Objects.requireNonNull(permit.split(2)).close();
        assertThat(semaphore.availablePermits()).isEqualTo(4);
        permit.close();
        assertThat(semaphore.availablePermits()).isEqualTo(5);
        assertThatThrownBy(() -> take(semaphore, 1).merge(take(Semaphore.of(1), 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only permits of the same semaphore can be merged");
    }

    @Test
    void aPermitIsNotMergedWithItselfNorBeyondTheMaximum() {
        var semaphore = Semaphore.of(Semaphore.MAX_PERMITS);
        Permit all = take(semaphore, Semaphore.MAX_PERMITS);
        semaphore.addPermits(1);
        Permit one = take(semaphore, 1);
        assertThatThrownBy(() -> one.merge(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a permit cannot be merged with itself");
        assertThatThrownBy(() -> all.merge(one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 536870912");
        assertThat(all.count()).isEqualTo(Semaphore.MAX_PERMITS);
        assertThat(one.count()).isEqualTo(1);
        assertThatThrownBy(() -> one.split(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPermitsAreAlwaysFree() throws Exception {
        var semaphore = Semaphore.of(0);
        var waiting = hand.pending(semaphore.acquire());
        assertThat(hand.ready(semaphore.acquireMany(0)).count()).isZero();
        hand.pending(waiting);
    }

    @Test
    void onlyTheLastWakerIsWoken() throws Exception {
        var semaphore = Semaphore.of(0);
        var wait = hand.pending(semaphore.acquire());
        var second = new Hand();
        second.pending(wait);
        semaphore.addPermits(1);
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
    }

    @Test
    void aWakerMayUseTheSemaphoreAgain() throws Exception {
        var semaphore = Semaphore.of(0);
        var behind = semaphore.acquire();
        var wait = semaphore.acquire();
        wait.poll(Context.of(Waker.of(() -> semaphore.addPermits(1))));
        hand.pending(behind);
        semaphore.addPermits(1);
        hand.ready(behind);
        hand.ready(wait);
    }

    @Test
    void aWakerThatThrowsHarmsNobody() throws Exception {
        var semaphore = Semaphore.of(0);
        var bad = semaphore.acquire();
        bad.poll(Context.of(Hand.badWaker()));
        var good = hand.pending(semaphore.acquire());
        semaphore.addPermits(2);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.ready(good);
        hand.ready(bad);
    }

    @Test
    void onlyProgressIsCharged() throws Exception {
        var semaphore = Semaphore.of(1);
        var cx = hand.cx;
        cx.budget(2);
        Permit permit = hand.ready(semaphore.acquire());
        assertThat(cx.budget()).isEqualTo(1);
        var wait = hand.pending(semaphore.acquire());
        assertThat(cx.budget()).isEqualTo(1);
        permit.close();
        hand.ready(wait).close();
        int wakes = hand.wakes();
        var late = hand.pending(semaphore.acquire());
        assertThat(hand.wakes()).isEqualTo(wakes + 1);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
        cx.budget(1);
        hand.ready(late);
    }

    @Test
    void anEndedWaitIsNotPolledAgain() throws Exception {
        var wait = Semaphore.of(1).acquire();
        hand.ready(wait);
        assertThatThrownBy(() -> wait.poll(hand.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after it had ended");
        assertThat(wait.cancel(hand.cx)).isTrue();
    }
}
