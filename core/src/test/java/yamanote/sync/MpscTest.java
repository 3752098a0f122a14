package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.sync.Hand.Thing;
import yamanote.sync.TryReceive.Closed;
import yamanote.sync.TryReceive.Empty;
import yamanote.sync.TryReceive.Received;

/** Re-states tests of Tokio's {@code sync_mpsc.rs}. */
class MpscTest {
    private final Hand hand = new Hand();
    private final Hand receiving = new Hand();
    private final Mpsc.Channel<Object> channel = Mpsc.channel(2);
    private final Mpsc.Sender<Object> tx = channel.sender();
    private final Mpsc.Receiver<Object> rx = channel.receiver();

    private void fill() {
        assertThat(tx.trySend(1)).isEqualTo(TrySend.SENT);
        assertThat(tx.trySend(2)).isEqualTo(TrySend.SENT);
        assertThat(tx.trySend(3)).isEqualTo(TrySend.FULL);
    }

    private void received(Object message) {
        assertThat(rx.tryReceive()).isEqualTo(new Received<>(message));
    }

    @Test
    void messagesArriveInOrder() throws Exception {
        hand.ready(tx.send(1));
        hand.ready(tx.send(2));
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        hand.ready(tx.send(3));
        assertThat(receiving.ready(rx.receive())).isEqualTo(2);
        assertThat(receiving.ready(rx.receive())).isEqualTo(3);
        receiving.pending(rx.receive());
    }

    @Test
    void aSendWakesTheReceiver() throws Exception {
        var receive = receiving.pending(rx.receive());
        receiving.pending(receive);
        tx.trySend("m");
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isEqualTo("m");
        assertThatThrownBy(() -> receive.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheLastWakerOfTheReceiverIsWoken() throws Exception {
        var receive = hand.pending(rx.receive());
        receiving.pending(receive);
        tx.trySend("m");
        assertThat(hand.wakes()).isZero();
        assertThat(receiving.wakes()).isEqualTo(1);
    }

    @Test
    void aCancelledReceiveLosesNothing() throws Exception {
        var receive = receiving.pending(rx.receive());
        receive.cancel(receiving.cx);
        tx.trySend("m");
        assertThat(receiving.wakes()).isZero();
        received("m");
    }

    @Test
    void nullIsNoMessage() {
        assertThatThrownBy(() -> tx.send(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> tx.trySend(nothing())).isInstanceOf(NullPointerException.class);
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    /** B211. */
    @Test
    void capacityCountsMessagesAndReservations() {
        assertThatThrownBy(() -> Mpsc.channel(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 0");
        assertThat(tx.capacity()).isEqualTo(2);
        assertThat(tx.maxCapacity()).isEqualTo(2);
        var permit = Objects.requireNonNull(tx.tryReserve());
        tx.trySend(1);
        assertThat(tx.capacity()).isZero();
        assertThat(tx.tryReserve()).isNull();
        permit.send(2);
        assertThat(rx.capacity()).isZero();
        received(1);
        received(2);
        assertThat(rx.capacity()).isEqualTo(2);
    }

    /** B212. */
    @Test
    void sendersWaitInLineForASlot() throws Exception {
        fill();
        var a = hand.pending(tx.send("a"));
        var b = hand.pending(tx.send("b"));
        received(1);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(tx.trySend("x")).isEqualTo(TrySend.FULL);
        hand.pending(b);
        hand.ready(a);
        received(2);
        hand.ready(b);
        received("a");
        received("b");
    }

    /** B212: every position, and before the first poll. */
    @Test
    void aCancelledSendDropsItsMessage() throws Exception {
        fill();
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var things = List.of(new Thing(), new Thing(), new Thing());
            var sends = new ArrayList<yamanote.future.Future<?>>();
            for (var thing : things) {
                sends.add(hand.pending(tx.send(thing)));
            }
            var gone = sends.remove(cancelled);
            gone.cancel(hand.cx);
            gone.cancel(hand.cx);
            assertThat(things.get(cancelled).closed).isEqualTo(1);
            for (int i = 0; i < 2; i++) {
                assertThat(rx.tryReceive()).isInstanceOf(Received.class);
                hand.ready(sends.get(i));
            }
            assertThat(tx.capacity()).isZero();
            assertThat(things).filteredOn(thing -> thing.closed > 0).hasSize(1);
        }
        var thing = new Thing();
        tx.send(thing).cancel(hand.cx);
        assertThat(thing.closed).isEqualTo(1);
    }

    @Test
    void aSendThatIsDoneIsNotUndone() throws Exception {
        var thing = new Thing();
        var send = tx.send(thing);
        hand.ready(send);
        send.cancel(hand.cx);
        assertThat(thing.closed).isZero();
        received(thing);
    }

    @Test
    void aClosedChannelGivesTheMessageBack() throws Exception {
        fill();
        var thing = new Thing();
        var send = hand.pending(tx.send(thing));
        rx.shutdown();
        assertThatThrownBy(() -> send.poll(hand.cx))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isSameAs(thing));
        send.cancel(hand.cx);
        assertThat(thing.closed).isZero();
        assertThat(tx.trySend(thing)).isEqualTo(TrySend.CLOSED);
        assertThat(tx.tryReserve()).isNull();
        assertThat(tx.isClosed()).isTrue();
    }

    /** B213. */
    @Test
    void afterShutdownWhatWasSentOrReservedStillArrives() throws Exception {
        var permit = Objects.requireNonNull(tx.tryReserve());
        tx.trySend(1);
        var reserve = hand.pending(tx.reserve());
        rx.shutdown();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThatThrownBy(() -> reserve.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> tx.send(0).poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        var receive = receiving.pending(rx.receive());
        permit.send(2);
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isEqualTo(2);
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    /** B213. */
    @Test
    void aReleasedPermitEndsAShutDownChannel() throws Exception {
        var permit = Objects.requireNonNull(tx.tryReserve());
        rx.shutdown();
        var receive = receiving.pending(rx.receive());
        assertThat(rx.tryReceive()).isInstanceOf(Empty.class);
        permit.close();
        permit.close();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
        assertThat(rx.capacity()).isEqualTo(2);
        assertThatThrownBy(() -> permit.send(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this permit was used or closed");
    }

    /** B213. */
    @Test
    void shutdownOfAnIdleChannelWakesItsReceiver() throws Exception {
        var receive = receiving.pending(rx.receive());
        rx.shutdown();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    /** B214. */
    @Test
    void aCancelledReserveGivesItsSlotToTheNext() throws Exception {
        fill();
        var a = hand.pending(tx.reserve());
        var b = hand.pending(tx.reserve());
        received(1);
        a.cancel(hand.cx);
        hand.ready(b).send("b");
        received(2);
        received("b");
    }

    /** B214. */
    @Test
    void aCancelledReserveWakesTheReceiverOfAnEndedChannel() throws Exception {
        fill();
        var assigned = hand.pending(tx.reserve());
        received(1);
        received(2);
        rx.shutdown();
        var receive = receiving.pending(rx.receive());
        assigned.cancel(hand.cx);
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    /** B215. */
    @Test
    void aRefusedReserveLeavesNothingTaken() throws Exception {
        fill();
        var refused = hand.pending(tx.reserve());
        rx.shutdown();
        received(1);
        received(2);
        assertThatThrownBy(() -> refused.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    @Test
    void theLastSenderEndsTheChannel() throws Exception {
        var second = tx.share();
        assertThat(tx.senderCount()).isEqualTo(2);
        assertThat(second.sameChannel(tx)).isTrue();
        assertThat(second.sameChannel(Mpsc.channel(1).sender())).isFalse();
        second.trySend(1);
        tx.close();
        tx.close();
        assertThat(second.senderCount()).isEqualTo(1);
        assertThat(rx.isClosed()).isFalse();
        assertThatThrownBy(() -> tx.trySend(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this sender is closed; share()");
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        var receive = receiving.pending(rx.receive());
        second.close();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
        assertThat(rx.isClosed()).isTrue();
    }

    @Test
    void aPermitOutlivesTheSenders() throws Exception {
        var permit = hand.ready(tx.reserve());
        tx.close();
        var receive = receiving.pending(rx.receive());
        permit.send(1);
        assertThat(receiving.ready(receive)).isEqualTo(1);
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    /** B217. */
    @Test
    void receiveManyAppendsWhatIsThere() throws Exception {
        var into = new ArrayList<Object>(List.of("kept"));
        assertThat(receiving.ready(rx.receiveMany(into, 0))).isZero();
        var wait = receiving.pending(rx.receiveMany(into, 9));
        fill();
        var third = hand.pending(tx.send(3));
        assertThat(receiving.ready(wait)).isEqualTo(2);
        hand.ready(third);
        tx.trySend(4);
        assertThat(receiving.ready(rx.receiveMany(into, 1))).isEqualTo(1);
        tx.close();
        assertThat(receiving.ready(rx.receiveMany(into, 9))).isEqualTo(1);
        assertThat(receiving.ready(rx.receiveMany(into, 9))).isZero();
        assertThat(into).containsExactly("kept", 1, 2, 3, 4);
        assertThatThrownBy(() -> rx.receiveMany(into, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** B218. */
    @Test
    void tryReceiveTellsEmptyFromClosed() {
        assertThat(rx.tryReceive()).isInstanceOf(Empty.class);
        tx.trySend(1);
        tx.close();
        received(1);
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
    }

    /** B223. */
    @Test
    void sizeIsRightAcrossBlocks() throws Exception {
        Mpsc.Channel<Integer> big = Mpsc.channel(100);
        var from = big.receiver();
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(from.size()).isEqualTo(i);
                big.sender().trySend(i);
            }
            if (round == 2) {
                big.sender().close();
                assertThat(from.isClosed()).isTrue();
            }
            for (int i = 0; i < 100; i++) {
                assertThat(from.size()).isEqualTo(100 - i);
                assertThat(from.isEmpty()).isFalse();
                assertThat(receiving.ready(from.receive())).isEqualTo(i);
            }
            assertThat(from.isEmpty()).isTrue();
        }
    }

    @Test
    void aClosedReceiverDropsWhatWasSentAndWhatIsSentStill() throws Exception {
        var queued = new Thing();
        var late = new Thing();
        var waiting = new Thing();
        var permit = Objects.requireNonNull(tx.tryReserve());
        tx.trySend(queued);
        var send = hand.pending(tx.send(waiting));
        var receive = rx.receive();
        rx.close();
        rx.close();
        assertThat(queued.closed).isEqualTo(1);
        permit.send(late);
        assertThat(late.closed).isEqualTo(1);
        assertThatThrownBy(() -> send.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(waiting.closed).isZero();
        assertThat(receiving.ready(receive)).isNull();
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
    }

    /** B222. */
    @Test
    void aClosedReceiverHoldsNoWaker() throws Exception {
        var permit = Objects.requireNonNull(tx.tryReserve());
        var receive = receiving.pending(rx.receive());
        rx.close();
        assertThat(receiving.wakes()).isEqualTo(1);
        permit.send(1);
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    @Test
    void closedTellsAllWhoWait() throws Exception {
        var first = hand.pending(tx.closed());
        var second = hand.pending(tx.closed());
        var left = hand.pending(tx.closed());
        left.cancel(hand.cx);
        var unpolled = tx.closed();
        rx.shutdown();
        assertThat(hand.wakes()).isEqualTo(2);
        hand.ready(first);
        hand.ready(second);
        hand.ready(unpolled);
        hand.ready(tx.closed());
        assertThatThrownBy(() -> left.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWakerThatThrowsLosesNoMessage() throws Exception {
        fill();
        var send = tx.send(3);
        send.poll(Context.of(Hand.badWaker()));
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        hand.ready(send);
        received(2);
        received(3);
        rx.receive().poll(Context.of(Hand.badWaker()));
        hand.ready(tx.send(4));
        received(4);
    }

    @Test
    void theBudgetHolds() throws Exception {
        hand.cx.budget(1);
        hand.ready(tx.send(1));
        var send = hand.pending(tx.send(2));
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(rx.size()).isEqualTo(1);
        receiving.cx.budget(1);
        receiving.ready(rx.receive());
        var receive = receiving.pending(rx.receive());
        assertThat(receiving.wakes()).isEqualTo(1);
        hand.cx.budget(1);
        hand.ready(send);
        receiving.cx.budget(1);
        assertThat(receiving.ready(receive)).isEqualTo(2);
        receiving.cx.budget(1);
        receiving.pending(rx.receive());
        assertThat(receiving.cx.budget()).isEqualTo(1);
    }
}
