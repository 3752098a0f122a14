package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.sync.Hand.Thing;
import yamanote.sync.TryReceive.Closed;
import yamanote.sync.TryReceive.Empty;
import yamanote.sync.TryReceive.Received;

/** The unbounded parts of Tokio's {@code sync_mpsc.rs}. */
class MpscUnboundedTest {
    private final Hand hand = new Hand();
    private final Hand receiving = new Hand();
    private final Mpsc.Unbounded<Object> channel = Mpsc.unbounded();
    private final Mpsc.UnboundedSender<Object> tx = channel.sender();
    private final Mpsc.Receiver<Object> rx = channel.receiver();

    private void received(Object message) throws Exception {
        assertThat(rx.tryReceive()).isEqualTo(new Received<>(message));
    }

    @Test
    void sendNeverWaitsAndMessagesArriveInOrder() throws Exception {
        for (int i = 0; i < 1000; i++) {
            tx.send(i);
        }
        assertThat(rx.size()).isEqualTo(1000);
        assertThat(rx.capacity()).isEqualTo(Integer.MAX_VALUE);
        for (int i = 0; i < 1000; i++) {
            assertThat(receiving.ready(rx.receive())).isEqualTo(i);
        }
        receiving.pending(rx.receive());
    }

    @Test
    void aSendWakesTheReceiver() throws Exception {
        var receive = receiving.pending(rx.receive());
        tx.send("m");
        tx.send("n");
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isEqualTo("m");
    }

    @Test
    void aCancelledReceiveLosesNothing() throws Exception {
        var receive = receiving.pending(rx.receive());
        receive.cancel(receiving.cx);
        tx.send("m");
        assertThat(receiving.wakes()).isZero();
        received("m");
    }

    @Test
    void aSendOnAClosedChannelGivesTheMessageBack() throws Exception {
        var thing = new Thing();
        assertThat(tx.isClosed()).isFalse();
        rx.shutdown();
        assertThat(tx.isClosed()).isTrue();
        assertThatThrownBy(() -> tx.send(thing))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isSameAs(thing));
        assertThat(thing.closed).isZero();
        assertThat(rx.size()).isZero();
    }

    /** B213. */
    @Test
    void afterShutdownWhatWasSentStillArrives() throws Exception {
        tx.send(1);
        rx.shutdown();
        rx.shutdown();
        assertThat(rx.isClosed()).isTrue();
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    /** B213. */
    @Test
    void shutdownOfAnIdleChannelWakesItsReceiver() throws Exception {
        var receive = receiving.pending(rx.receive());
        rx.shutdown();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    /** B218. */
    @Test
    void tryReceiveTellsEmptyFromClosed() throws Exception {
        assertThat(rx.tryReceive()).isInstanceOf(Empty.class);
        tx.send(1);
        tx.close();
        received(1);
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
    }

    /** B223. */
    @Test
    void sizeIsRightAcrossBlocksAndWithTheCloseMarker() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(rx.size()).isEqualTo(i);
                tx.send(i);
            }
            if (round == 2) {
                tx.close();
                assertThat(rx.isClosed()).isTrue();
            }
            for (int i = 0; i < 100; i++) {
                assertThat(rx.size()).isEqualTo(100 - i);
                assertThat(rx.isEmpty()).isFalse();
                assertThat(receiving.ready(rx.receive())).isEqualTo(i);
            }
            assertThat(rx.isEmpty()).isTrue();
        }
    }

    @Test
    void theLastSenderEndsTheChannel() throws Exception {
        var second = tx.share();
        assertThat(tx.senderCount()).isEqualTo(2);
        assertThat(second.sameChannel(tx)).isTrue();
        assertThat(second.sameChannel(Mpsc.unbounded().sender())).isFalse();
        tx.close();
        tx.close();
        assertThat(second.senderCount()).isEqualTo(1);
        assertThat(rx.isClosed()).isFalse();
        assertThatThrownBy(() -> tx.send(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this sender is closed; share()");
        var receive = receiving.pending(rx.receive());
        second.close();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    /** B217. */
    @Test
    void receiveManyAppendsWhatIsThere() throws Exception {
        var into = new ArrayList<Object>(List.of("kept"));
        var wait = receiving.pending(rx.receiveMany(into, 9));
        tx.send(1);
        tx.send(2);
        tx.send(3);
        assertThat(receiving.ready(wait)).isEqualTo(3);
        tx.send(4);
        tx.close();
        assertThat(receiving.ready(rx.receiveMany(into, 9))).isEqualTo(1);
        assertThat(receiving.ready(rx.receiveMany(into, 9))).isZero();
        assertThat(into).containsExactly("kept", 1, 2, 3, 4);
    }

    @Test
    void aClosedReceiverDropsWhatWasSent() throws Exception {
        var queued = new Thing();
        var late = new Thing();
        tx.send(queued);
        rx.close();
        rx.close();
        assertThat(queued.closed).isEqualTo(1);
        assertThatThrownBy(() -> tx.send(late)).isInstanceOf(ClosedException.class);
        assertThat(late.closed).isZero();
        assertThat(receiving.ready(rx.receive())).isNull();
    }

    /** B222. */
    @Test
    void aClosedReceiverHoldsNoWaker() throws Exception {
        var receive = receiving.pending(rx.receive());
        rx.close();
        tx.close();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
    }

    @Test
    void closedTellsAllWhoWait() throws Exception {
        var first = hand.pending(tx.closed());
        var second = hand.pending(tx.closed());
        hand.pending(tx.closed()).cancel(hand.cx);
        var unpolled = tx.closed();
        rx.shutdown();
        assertThat(hand.wakes()).isEqualTo(2);
        hand.ready(first);
        hand.ready(second);
        hand.ready(unpolled);
        assertThatThrownBy(() -> first.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWakerMayThrowOrSendAgain() throws Exception {
        var receive = rx.receive();
        receive.poll(Context.of(Hand.badWaker()));
        tx.send(1);
        assertThat(receiving.ready(receive)).isEqualTo(1);
        rx.receive().poll(Context.of(Waker.of(() -> sendQuietly(3))));
        tx.send(2);
        received(2);
        received(3);
    }

    private void sendQuietly(Object message) {
        try {
            tx.send(message);
        } catch (ClosedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theBudgetHolds() throws Exception {
        tx.send(1);
        tx.send(2);
        receiving.cx.budget(1);
        receiving.ready(rx.receive());
        var receive = receiving.pending(rx.receive());
        assertThat(receiving.wakes()).isEqualTo(1);
        receiving.cx.budget(1);
        assertThat(receiving.ready(receive)).isEqualTo(2);
    }
}
