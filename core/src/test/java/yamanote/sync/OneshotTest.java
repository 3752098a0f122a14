package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.sync.Hand.Thing;
import yamanote.sync.TryReceive.Closed;
import yamanote.sync.TryReceive.Empty;
import yamanote.sync.TryReceive.Received;

/** Re-states tests of Tokio's {@code sync_oneshot.rs}. */
class OneshotTest {
    private final Hand hand = new Hand();
    private final Oneshot.Channel<@Nullable Object> channel = Oneshot.channel();
    private final Oneshot.Sender<@Nullable Object> tx = channel.sender();
    private final Oneshot.Receiver<@Nullable Object> rx = channel.receiver();

    @Test
    void theValueArrives() throws Exception {
        hand.pending(rx);
        assertThat(tx.send("v")).isTrue();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(rx)).isEqualTo("v");
        assertThat(rx.isTerminated()).isTrue();
        assertThatThrownBy(() -> rx.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nullAndWakersAreValues() throws Exception {
        tx.send(null);
        assertThat(hand.ready(rx)).isNull();
        var other = Oneshot.channel();
        hand.pending(other.receiver());
        Waker value = Waker.noop();
        other.sender().send(value);
        assertThat(hand.ready(other.receiver())).isSameAs(value);
    }

    /** B205. */
    @Test
    void sendToAClosedReceiverLeavesTheValue() {
        var thing = new Thing();
        rx.close();
        assertThat(tx.isClosed()).isTrue();
        assertThat(tx.send(thing)).isFalse();
        assertThat(thing.closed).isZero();
    }

    @Test
    void aSenderSendsOnce() {
        tx.send(1);
        assertThatThrownBy(() -> tx.send(2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("this oneshot sender has sent its value or is closed");
        tx.close();
        assertThat(rx.tryReceive()).isEqualTo(new Received<Object>(1));
    }

    /** B206. */
    @Test
    void shutdownKeepsAValueThatWasSent() throws Exception {
        tx.send(1);
        rx.shutdown();
        assertThat(hand.ready(rx)).isEqualTo(1);
    }

    /** B206. */
    @Test
    void shutdownWithoutAValueEnds() {
        rx.shutdown();
        assertThat(tx.send(1)).isFalse();
        assertThatThrownBy(() -> rx.poll(hand.cx)).isInstanceOf(ClosedException.class);
        assertThatThrownBy(() -> rx.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSenderClosedWithoutAValueFailsTheReceiver() throws Exception {
        hand.pending(rx);
        tx.close();
        tx.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThatThrownBy(() -> rx.poll(hand.cx))
                .isInstanceOf(ClosedException.class)
                .hasMessage("the sender of the oneshot was closed without a value");
    }

    /** B207. */
    @Test
    void afterTryReceiveTookTheValueItIsClosed() {
        assertThat(rx.tryReceive()).isInstanceOf(Empty.class);
        tx.send(1);
        assertThat(rx.tryReceive()).isEqualTo(new Received<Object>(1));
        assertThat(rx.isTerminated()).isTrue();
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
        rx.shutdown();
        rx.close();
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
        assertThatThrownBy(() -> rx.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    /** B209. */
    @Test
    void onlyTheLastReceivingTaskIsWoken() throws Exception {
        var second = new Hand();
        hand.pending(rx);
        second.pending(rx);
        second.pending(rx);
        tx.send(1);
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
    }

    /** B209, the sender's side. */
    @Test
    void onlyTheLastTaskInClosedIsWoken() throws Exception {
        var second = new Hand();
        var closed = tx.closed();
        hand.pending(closed);
        second.pending(closed);
        rx.close();
        assertThat(hand.wakes()).isZero();
        assertThat(second.wakes()).isEqualTo(1);
        second.ready(closed);
    }

    @Test
    void bothSidesMayBeParked() throws Exception {
        var second = new Hand();
        var closed = second.pending(tx.closed());
        hand.pending(rx);
        second.pending(closed);
        closed.cancel(second.cx);
        var again = second.pending(tx.closed());
        rx.shutdown();
        assertThat(second.wakes()).isEqualTo(1);
        second.ready(again);
    }

    @Test
    void aCancelledClosedLeavesTheReceiverParked() throws Exception {
        var closed = new Hand().pending(tx.closed());
        hand.pending(rx);
        closed.cancel(hand.cx);
        tx.send(1);
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(rx)).isEqualTo(1);
    }

    /** B210. */
    @Test
    void aValueNeverReceivedIsDroppedWithTheReceiver() {
        var thing = new Thing();
        assertThat(tx.send(thing)).isTrue();
        rx.cancel(hand.cx);
        rx.close();
        assertThat(thing.closed).isEqualTo(1);
    }

    @Test
    void aReceivedValueIsTheReceivers() throws Exception {
        var thing = new Thing();
        tx.send(thing);
        hand.ready(rx);
        rx.close();
        assertThat(thing.closed).isZero();
    }

    @Test
    void aReferenceThatIsCancelledLeavesTheReceiver() throws Exception {
        var reference = rx.byRef();
        hand.pending(reference);
        reference.cancel(hand.cx);
        assertThat(tx.send(1)).isTrue();
        assertThat(hand.ready(rx)).isEqualTo(1);
    }

    @Test
    void theBudgetHolds() throws Exception {
        tx.send(1);
        hand.cx.budget(0);
        hand.pending(rx);
        assertThat(hand.wakes()).isEqualTo(1);
        hand.cx.budget(1);
        hand.ready(rx);
        assertThat(hand.cx.budget()).isZero();
    }

    /** B248. */
    @Test
    void aWakerThatThrowsHarmsNobody() throws Exception {
        rx.poll(Context.of(Hand.badWaker()));
        var closed = tx.closed();
        closed.poll(Context.of(Hand.badWaker()));
        hand.pending(rx);
        hand.pending(closed);
        rx.poll(Context.of(Hand.badWaker()));
        assertThat(tx.send("v")).isTrue();
        assertThat(hand.ready(rx)).isEqualTo("v");
        var other = Oneshot.channel();
        var refused = other.sender().closed();
        refused.poll(Context.of(Hand.badWaker()));
        other.receiver().close();
        hand.ready(refused);
    }
}
