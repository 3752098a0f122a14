package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** B313. */
class PollSenderTest {
    private final Hand hand = new Hand();
    private final Hand receiving = new Hand();
    private final Mpsc.Channel<Integer> channel = Mpsc.channel(1);
    private final PollSender<Integer> tx = PollSender.of(channel.sender());
    private final Mpsc.Receiver<Integer> rx = channel.receiver();

    @Test
    void aSlotIsReservedOnceHoweverOftenItIsAskedFor() throws Exception {
        assertThat(tx.pollReserve(hand.cx).isReady()).isTrue();
        assertThat(tx.pollReserve(hand.cx).isReady()).isTrue();
        tx.send(1);
        assertThat(tx.pollReserve(hand.cx).isPending()).isTrue();
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(tx.pollReserve(hand.cx).isReady()).isTrue();
        assertThat(rx.capacity()).isZero();
    }

    @Test
    void aSendNeedsASlot() throws Exception {
        assertThatThrownBy(() -> tx.send(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("poll pollReserve(cx) until it is ready");
        tx.pollReserve(hand.cx);
        tx.send(1);
        tx.pollReserve(hand.cx);
        assertThatThrownBy(() -> tx.send(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void abortGivesTheSlotBack() throws Exception {
        assertThat(tx.abort()).isFalse();
        tx.pollReserve(hand.cx);
        assertThat(rx.capacity()).isZero();
        assertThat(tx.abort()).isTrue();
        assertThat(rx.capacity()).isEqualTo(1);
        tx.pollReserve(hand.cx);
        tx.send(1);
        tx.pollReserve(hand.cx);
        assertThat(tx.abort()).isTrue();
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        assertThat(rx.capacity()).isEqualTo(1);
        assertThat(hand.wakes()).isZero();
    }

    @Test
    void closeKeepsAReservedSlotUsable() throws Exception {
        tx.pollReserve(hand.cx);
        tx.close();
        tx.close();
        assertThat(tx.isClosed()).isTrue();
        var receive = receiving.pending(rx.receive());
        assertThat(tx.pollReserve(hand.cx).isReady()).isTrue();
        tx.send(1);
        assertThat(receiving.ready(receive)).isEqualTo(1);
        assertThat(receiving.ready(rx.receive())).isNull();
        assertThatThrownBy(() -> tx.pollReserve(hand.cx)).isInstanceOf(ClosedException.class);
    }

    @Test
    void closeEndsTheWaitForASlot() throws Exception {
        tx.pollReserve(hand.cx);
        tx.send(1);
        tx.pollReserve(hand.cx);
        tx.close();
        assertThat(receiving.ready(rx.receive())).isEqualTo(1);
        assertThat(receiving.ready(rx.receive())).isNull();
        assertThat(rx.capacity()).isEqualTo(1);
    }

    @Test
    void aClosedReceiverIsTold() throws Exception {
        tx.pollReserve(hand.cx);
        tx.send(1);
        assertThat(tx.pollReserve(hand.cx).isPending()).isTrue();
        rx.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThatThrownBy(() -> tx.pollReserve(hand.cx)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> tx.pollReserve(hand.cx)).isInstanceOf(ClosedException.class);
        assertThat(tx.isClosed()).isTrue();
    }
}
