package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.sync.TryReceive.Received;

/** Slots reserved several at a time, or together with their sender. */
class MpscReservationTest {
    private final Hand hand = new Hand();
    private final Hand receiving = new Hand();
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(3);
    private final Mpsc.Sender<Integer> tx = channel.sender();
    private final Mpsc.Receiver<Integer> rx = channel.receiver();

    private void fill() {
        while (tx.trySend(0) == TrySend.SENT) {
            // again
        }
    }

    private void receive(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(rx.tryReceive()).isInstanceOf(Received.class);
        }
    }

    /** B220. */
    @Test
    void permitsThatAreNotUsedGiveTheirSlotsBack() throws Exception {
        var permits = hand.ready(tx.reserveMany(3));
        assertThat(tx.capacity()).isZero();
        assertThat(permits.remaining()).isEqualTo(3);
        permits.next().send(1);
        var unused = permits.next();
        permits.close();
        permits.close();
        assertThat(tx.capacity()).isEqualTo(1);
        unused.close();
        unused.close();
        assertThat(tx.capacity()).isEqualTo(2);
        assertThat(permits.hasNext()).isFalse();
        assertThatThrownBy(permits::next).isInstanceOf(NoSuchElementException.class);
        assertThat(rx.tryReceive()).isEqualTo(new Received<>(1));
        assertThat(tx.capacity()).isEqualTo(3);
    }

    @Test
    void permitsAreAnIterator() throws Exception {
        int next = 1;
        try (var permits = hand.ready(tx.reserveMany(2))) {
            while (permits.hasNext()) {
                permits.next().send(next++);
            }
        }
        assertThat(rx.size()).isEqualTo(2);
        assertThat(tx.capacity()).isEqualTo(1);
    }

    @Test
    void oneCannotReserveMoreThanThereIs() throws Exception {
        for (int wrong : new int[] {-1, 4}) {
            assertThatThrownBy(() -> tx.reserveMany(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("between 0 and the capacity of the channel, 3, was");
            assertThatThrownBy(() -> tx.tryReserveMany(wrong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(hand.ready(tx.reserveMany(0)).hasNext()).isFalse();
        assertThat(tx.capacity()).isEqualTo(3);
    }

    @Test
    void tryReserveManyTakesAllOrNothing() {
        tx.trySend(1);
        assertThat(tx.tryReserveMany(3)).isNull();
        try (var permits = Objects.requireNonNull(tx.tryReserveMany(2))) {
            assertThat(permits.remaining()).isEqualTo(2);
            assertThat(tx.trySend(2)).isEqualTo(TrySend.FULL);
        }
        assertThat(tx.capacity()).isEqualTo(2);
        rx.shutdown();
        assertThat(tx.tryReserveMany(1)).isNull();
    }

    /** B212: a small send does not overtake a large reservation, which takes slot by slot. */
    @Test
    void aReservationOfManyIsServedInItsTurn() throws Exception {
        fill();
        var many = hand.pending(tx.reserveMany(2));
        var send = hand.pending(tx.send(7));
        receive(1);
        assertThat(hand.wakes()).isZero();
        assertThat(tx.capacity()).isZero();
        assertThat(tx.trySend(8)).isEqualTo(TrySend.FULL);
        receive(1);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.pending(send);
        var permits = hand.ready(many);
        receive(1);
        hand.ready(send);
        permits.next().send(1);
        permits.close();
        assertThat(tx.capacity()).isEqualTo(1);
    }

    @Test
    void aCancelledReservationOfManyPassesOnWhatItHas() throws Exception {
        fill();
        var many = hand.pending(tx.reserveMany(3));
        var first = hand.pending(tx.send(7));
        var second = hand.pending(tx.send(8));
        receive(2);
        assertThat(hand.wakes()).isZero();
        many.cancel(hand.cx);
        many.cancel(hand.cx);
        assertThat(hand.wakes()).isEqualTo(2);
        hand.ready(first);
        hand.ready(second);
        assertThat(tx.capacity()).isZero();
    }

    @Test
    void everyPositionInLineCanBeCancelled() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            fill();
            List<Future<Mpsc.Permits<Integer>>> line = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                line.add(hand.pending(tx.reserveMany(1 + i)));
            }
            line.remove(cancelled).cancel(hand.cx);
            receive(3);
            int left = 3;
            for (var reserve : line) {
                var permits = hand.ready(reserve);
                left -= permits.remaining();
                permits.close();
            }
            assertThat(left).isBetween(-2, 0);
            assertThat(tx.capacity()).isEqualTo(3);
        }
    }

    /** B215. */
    @Test
    void aReservationThatFailsByCloseGivesBackAndEndsTheChannel() throws Exception {
        fill();
        var many = hand.pending(tx.reserveMany(3));
        receive(2);
        rx.shutdown();
        assertThat(hand.wakes()).isEqualTo(1);
        receive(1);
        assertThatThrownBy(() -> many.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(receiving.ready(rx.receive())).isNull();
        assertThat(tx.capacity()).isEqualTo(3);
    }

    /** B213, B215: the permits end the channel one after the other. */
    @Test
    void theLastPermitEndsAShutDownChannel() throws Exception {
        var permits = hand.ready(tx.reserveMany(3));
        var one = permits.next();
        rx.shutdown();
        var receive = receiving.pending(rx.receive());
        permits.close();
        receiving.pending(receive);
        one.send(5);
        assertThat(receiving.ready(receive)).isEqualTo(5);
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    @Test
    void anOwnedPermitHasItsSenderWithIt() throws Exception {
        var permit = hand.ready(tx.reserveOwned());
        assertThatThrownBy(() -> tx.trySend(1)).isInstanceOf(IllegalStateException.class);
        assertThat(rx.isClosed()).isFalse();
        assertThat(rx.senderCount()).isEqualTo(1);
        var back = permit.send(1);
        assertThatThrownBy(() -> permit.send(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this permit was used or closed");
        assertThatThrownBy(permit::release).isInstanceOf(IllegalStateException.class);
        permit.close();
        assertThat(rx.senderCount()).isEqualTo(1);
        assertThat(back.trySend(2)).isEqualTo(TrySend.SENT);
        var again = Objects.requireNonNull(back.tryReserveOwned());
        assertThat(again.release().capacity()).isEqualTo(1);
    }

    @Test
    void aClosedOwnedPermitClosesItsSender() throws Exception {
        var receive = receiving.pending(rx.receive());
        var permit = hand.ready(tx.reserveOwned());
        permit.close();
        permit.close();
        assertThat(rx.senderCount()).isZero();
        assertThat(receiving.ready(receive)).isNull();
    }

    @Test
    void aReserveOwnedThatEndsEarlyClosesItsSender() throws Exception {
        var second = tx.share();
        var third = tx.share();
        fill();
        assertThat(third.tryReserveOwned()).isNull();
        third.reserveOwned().cancel(hand.cx);
        assertThat(rx.senderCount()).isEqualTo(2);
        var cancelled = hand.pending(second.reserveOwned());
        cancelled.cancel(hand.cx);
        cancelled.cancel(hand.cx);
        assertThat(rx.senderCount()).isEqualTo(1);
        var refused = hand.pending(tx.reserveOwned());
        rx.shutdown();
        assertThatThrownBy(() -> refused.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(rx.senderCount()).isZero();
    }

    @Test
    void wakersOfTheLineMayThrowAndUseTheChannel() throws Exception {
        fill();
        tx.reserve().poll(Context.of(Hand.badWaker()));
        var sending = Waker.of(() -> rx.tryReceive());
        var second = tx.reserveMany(1);
        second.poll(Context.of(sending));
        var third = hand.pending(tx.reserve());
        receive(2);
        assertThat(hand.wakes()).as("by the receive inside of a wake").isEqualTo(1);
        hand.ready(third).close();
        hand.ready(second).close();
    }

    @Test
    void aNewWakerReplacesTheOldOne() throws Exception {
        fill();
        var reserve = hand.pending(tx.reserve());
        var other = new Hand();
        other.pending(reserve);
        receive(1);
        assertThat(hand.wakes()).isZero();
        assertThat(other.wakes()).isEqualTo(1);
        other.ready(reserve).close();
        assertThatThrownBy(() -> reserve.poll(hand.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a wait for a slot");
    }
}
