package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.sync.Hand.Thing;
import yamanote.sync.TryReceive.Closed;
import yamanote.sync.TryReceive.Empty;
import yamanote.sync.TryReceive.Received;

/** Re-states tests of Tokio's {@code sync_broadcast.rs}. */
class BroadcastTest {
    private final Hand hand = new Hand();
    private final Hand other = new Hand();
    private final Broadcast.Sender<Object> tx = Broadcast.sender(4);

    private static void received(Broadcast.Receiver<Object> rx, Object... messages)
            throws Exception {
        for (Object message : messages) {
            assertThat(rx.tryReceive()).isEqualTo(new Received<>(message));
        }
    }

    private static void lagged(Broadcast.Receiver<?> rx, long missed) {
        assertThatThrownBy(rx::tryReceive)
                .isInstanceOfSatisfying(
                        LaggedException.class, e -> assertThat(e.missed()).isEqualTo(missed));
    }

    private void send(Object... messages) throws ClosedException {
        for (Object message : messages) {
            tx.send(message);
        }
    }

    @Test
    void everyReceiverReceivesEveryMessageInOrder() throws Exception {
        var a = tx.subscribe();
        var b = tx.subscribe();
        send(1, 2);
        received(a, 1, 2);
        send(3);
        received(b, 1, 2, 3);
        received(a, 3);
        assertThat(a.tryReceive()).isInstanceOf(Empty.class);
    }

    /** B228. */
    @Test
    void sendReturnsTheNumberOfReceivers() throws Exception {
        var a = tx.subscribe();
        var b = tx.subscribe();
        assertThat(tx.send(1)).isEqualTo(2);
        assertThat(tx.receiverCount()).isEqualTo(2);
        b.close();
        b.close();
        assertThat(tx.send(2)).isEqualTo(1);
        a.close();
        assertThat(tx.receiverCount()).isZero();
    }

    /** B228. */
    @Test
    void sendWithoutReceiversGivesTheMessageBack() throws Exception {
        var thing = new Thing();
        assertThatThrownBy(() -> tx.send(thing))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isSameAs(thing));
        var rx = tx.subscribe();
        assertThat(rx.isEmpty()).isTrue();
        rx.close();
        assertThatThrownBy(() -> tx.send(thing)).isInstanceOf(ClosedException.class);
        assertThat(thing.closed).isZero();
    }

    /** B229. */
    @Test
    void capacityIsRoundedUpToAPowerOfTwo() throws Exception {
        for (int[] sizes : new int[][] {{1, 1}, {2, 2}, {3, 4}, {4, 4}, {5, 8}, {1000, 1024}}) {
            Broadcast.Channel<Object> channel = Broadcast.channel(sizes[0]);
            for (int i = 0; i < sizes[1]; i++) {
                channel.sender().send(i);
            }
            received(channel.receiver(), 0);
            channel.sender().send("one more");
            channel.sender().send("one too many");
            lagged(channel.receiver(), 1);
        }
        for (int wrong : new int[] {0, -1, (1 << 30) + 1}) {
            assertThatThrownBy(() -> Broadcast.channel(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was " + wrong);
        }
    }

    /** B230. */
    @Test
    void laggedReceiverIsToldExactlyOnce() throws Exception {
        var slow = tx.subscribe();
        var quick = tx.subscribe();
        for (int i = 0; i < 7; i++) {
            send(i);
            received(quick, i);
        }
        assertThat(slow.size()).isEqualTo(7);
        var receive = slow.receive();
        assertThatThrownBy(() -> hand.ready(receive))
                .isInstanceOf(LaggedException.class)
                .hasMessageContaining("missed 3 messages");
        assertThatThrownBy(() -> receive.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
        assertThat(hand.ready(slow.receive())).isEqualTo(3);
        received(slow, 4, 5, 6);
        assertThat(slow.tryReceive()).isInstanceOf(Empty.class);
    }

    /** B231. */
    @Test
    void lagMayRepeatBeforeWhatIsKeptIsReceived() throws Exception {
        var rx = tx.subscribe();
        send(0, 1, 2, 3, 4);
        lagged(rx, 1);
        send(5, 6);
        lagged(rx, 2);
        received(rx, 3);
    }

    /** B231. */
    @Test
    void lagThenCloseStillYieldsWhatIsKept() throws Exception {
        var rx = tx.subscribe();
        send(0, 1, 2, 3, 4);
        tx.close();
        lagged(rx, 1);
        received(rx, 1, 2, 3, 4);
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
        assertThat(hand.ready(rx.receive())).isNull();
    }

    /** B233. */
    @Test
    void senderSizeIsThatOfTheSlowestReceiver() throws Exception {
        var a = tx.subscribe();
        var b = tx.subscribe();
        assertThat(tx.isEmpty()).isTrue();
        send(0, 1, 2);
        assertThat(tx.size()).isEqualTo(3);
        received(a, 0, 1, 2);
        assertThat(tx.size()).isEqualTo(3);
        received(b, 0);
        assertThat(tx.size()).isEqualTo(2);
        send(3, 4, 5, 6);
        assertThat(tx.size()).isEqualTo(4);
        b.close();
        assertThat(tx.size()).isEqualTo(4);
        received(a, 3);
        assertThat(tx.size()).isEqualTo(3);
        a.close();
        assertThat(tx.size()).isZero();
        assertThat(tx.isEmpty()).isTrue();
    }

    /** B234. */
    @Test
    void newReceiversStartAtTheTail() throws Exception {
        var rx = tx.subscribe();
        send(1);
        var subscribed = tx.subscribe();
        var resubscribed = rx.resubscribe();
        assertThat(tx.send(2)).isEqualTo(3);
        received(subscribed, 2);
        received(resubscribed, 2);
        received(rx, 1, 2);
        assertThat(rx.sameChannel(resubscribed)).isTrue();
        assertThat(rx.sameChannel(Broadcast.channel(1).receiver())).isFalse();
    }

    @Test
    void aSendWakesAllWhoWait() throws Exception {
        var a = tx.subscribe();
        var b = tx.subscribe();
        var first = hand.pending(a.receive());
        var second = other.pending(b.receive());
        hand.pending(first);
        send("m");
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(other.wakes()).isEqualTo(1);
        assertThat(hand.ready(first)).isEqualTo("m");
        assertThat(other.ready(second)).isEqualTo("m");
        assertThatThrownBy(() -> first.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyTheLastWakerOfAReceiveIsWoken() throws Exception {
        var receive = hand.pending(tx.subscribe().receive());
        other.pending(receive);
        send("m");
        assertThat(hand.wakes()).isZero();
        assertThat(other.wakes()).isEqualTo(1);
    }

    /** B236. */
    @Test
    void theLastSenderWakesReceiversThatWait() throws Exception {
        var rx = tx.subscribe();
        var second = tx.share();
        assertThat(second.sameChannel(tx)).isTrue();
        assertThat(rx.senderCount()).isEqualTo(2);
        var receive = hand.pending(rx.receive());
        tx.close();
        assertThat(hand.wakes()).isZero();
        second.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(receive)).isNull();
        assertThat(rx.senderCount()).isZero();
        assertThat(hand.ready(rx.resubscribe().receive())).isNull();
    }

    /** B236. */
    @Test
    void closingOverwritesNoValueEvenWithCapacityOne() throws Exception {
        Broadcast.Channel<Object> channel = Broadcast.channel(1);
        channel.sender().send("last");
        channel.sender().close();
        assertThat(hand.ready(channel.receiver().receive())).isEqualTo("last");
        assertThat(hand.ready(channel.receiver().receive())).isNull();
    }

    /** Every position in line, and before the first poll. */
    @Test
    void aCancelledReceiveLosesNothing() throws Exception {
        for (int cancelled = 0; cancelled < 3; cancelled++) {
            var receivers = List.of(tx.subscribe(), tx.subscribe(), tx.subscribe());
            List<Future<?>> waits = new ArrayList<>();
            for (var rx : receivers) {
                waits.add(hand.pending(rx.receive()));
            }
            int wakes = hand.wakes();
            waits.get(cancelled).cancel(hand.cx);
            waits.get(cancelled).cancel(hand.cx);
            send("m");
            assertThat(hand.wakes()).isEqualTo(wakes + 2);
            for (int i = 0; i < 3; i++) {
                if (i == cancelled) {
                    received(receivers.get(i), "m");
                } else {
                    assertThat(hand.ready(waits.get(i))).isEqualTo("m");
                }
                receivers.get(i).close();
            }
        }
        var rx = tx.subscribe();
        var unpolled = rx.receive();
        unpolled.cancel(hand.cx);
        assertThatThrownBy(() -> unpolled.poll(hand.cx)).isInstanceOf(IllegalStateException.class);
        var woken = hand.pending(rx.receive());
        send("n");
        woken.cancel(hand.cx);
        received(rx, "n");
    }

    @Test
    void aReceiveThatIsOvertakenWaitsForTheNextMessage() throws Exception {
        var rx = tx.subscribe();
        var receive = hand.pending(rx.receive());
        send(1);
        received(rx, 1);
        hand.pending(receive);
        send(2);
        assertThat(hand.wakes()).isEqualTo(2);
        assertThat(hand.ready(receive)).isEqualTo(2);
    }

    @Test
    void aClosedReceiverEndsItsReceive() throws Exception {
        var rx = tx.subscribe();
        var stays = tx.subscribe();
        var other = this.other.pending(stays.receive());
        var receive = hand.pending(rx.receive());
        rx.close();
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(this.other.wakes()).isZero();
        assertThat(hand.ready(receive)).isNull();
        assertThat(hand.ready(rx.receive())).isNull();
        assertThat(rx.tryReceive()).isInstanceOf(Closed.class);
        send("m");
        assertThat(this.other.ready(other)).isEqualTo("m");
    }

    @Test
    void closedTellsSendersThatNobodyReceives() throws Exception {
        hand.ready(tx.closed());
        var rx = tx.subscribe();
        var second = tx.subscribe();
        assertThat(tx.isClosed()).isFalse();
        var closed = hand.pending(tx.closed());
        rx.close();
        assertThat(hand.wakes()).isZero();
        second.close();
        assertThat(hand.wakes()).isEqualTo(1);
        // Reopened before anybody looked: that was no end.
        var third = tx.subscribe();
        hand.pending(closed);
        third.close();
        assertThat(hand.wakes()).isEqualTo(2);
        hand.ready(closed);
    }

    @Test
    void aClosedSenderIsNamed() {
        tx.close();
        assertThatThrownBy(() -> tx.send(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this sender is closed; share()");
    }

    /** B238. */
    @Test
    void aWakerMaySendOnTheSameChannel() throws Exception {
        var rx = tx.subscribe();
        var again = tx.subscribe();
        var waker = Waker.of(() -> sendQuietly("from the waker"));
        rx.receive().poll(Context.of(waker));
        var behind = hand.pending(again.receive());
        send("m");
        assertThat(hand.wakes()).isEqualTo(1);
        assertThat(hand.ready(behind)).isEqualTo("m");
        received(again, "from the waker");
    }

    private void sendQuietly(Object message) {
        try {
            tx.send(message);
        } catch (ClosedException e) {
            throw new AssertionError(e);
        }
    }

    /** A waker in the chain polls a future behind it, which is cut off and not yet woken. */
    @Test
    void aWakerMayPollAReceiveThatIsStillToBeWoken() throws Exception {
        var rx = tx.subscribe();
        var behind = tx.subscribe().receive();
        List<Object> seen = new ArrayList<>();
        var receive = tx.subscribe().receive();
        receive.poll(
                Context.of(
                        Waker.of(() -> {
                            try {
                                seen.add(rx.tryReceive());
                                seen.add(other.ready(behind));
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        })));
        hand.pending(behind);
        var last = hand.pending(rx.resubscribe().receive());
        send("m");
        assertThat(seen).containsExactly(new Received<>("m"), "m");
        assertThat(hand.ready(last)).isEqualTo("m");
    }

    @Test
    void aWakerThatThrowsStopsNobody() throws Exception {
        var bad = tx.subscribe().receive();
        bad.poll(Context.of(Hand.badWaker()));
        var good = hand.pending(tx.subscribe().receive());
        send("m");
        assertThat(hand.ready(good)).isEqualTo("m");
        assertThat(hand.ready(bad)).isEqualTo("m");
    }

    @Test
    void aMessageThatAllHaveReceivedIsLetGo() throws Exception {
        var a = tx.subscribe();
        var b = tx.subscribe();
        var c = tx.subscribe();
        var message = sendWeakly();
        a.tryReceive();
        b.close();
        hand.ready(c.receive());
        for (int i = 0; message.get() != null && i < 50; i++) {
            System.gc();
        }
        assertThat(message.get()).isNull();
    }

    private WeakReference<Object> sendWeakly() throws ClosedException {
        var message = new Object();
        tx.send(message);
        return new WeakReference<>(message);
    }

    /** B097. */
    @Test
    void theBudgetHolds() throws Exception {
        var rx = tx.subscribe();
        send(1, 2, 3, 4, 5);
        hand.cx.budget(2);
        assertThatThrownBy(() -> rx.receive().poll(hand.cx)).isInstanceOf(LaggedException.class);
        hand.ready(rx.receive());
        var receive = hand.pending(rx.receive());
        assertThat(hand.wakes()).isEqualTo(1);
        hand.cx.budget(9);
        assertThat(hand.ready(receive)).isEqualTo(3);
        received(rx, 4, 5);
        hand.pending(rx.receive());
        assertThat(hand.cx.budget()).isEqualTo(8);
    }
}
