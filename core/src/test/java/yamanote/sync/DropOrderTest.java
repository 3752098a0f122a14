package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.future.Waker;

/** In which order values are closed that nobody receives. */
class DropOrderTest {
    private final Hand hand = new Hand();
    private final List<Integer> closed = new ArrayList<>();

    /** Notes its close. */
    private Owned message(int number) {
        return () -> closed.add(number);
    }

    @Test
    void messagesLeftInAChannelAreClosedInTheOrderOfTheirSending() throws Exception {
        Mpsc.Channel<Owned> channel = Mpsc.channel(100);
        for (int i = 0; i < 100; i++) {
            hand.ready(channel.sender().send(message(i)));
        }
        for (int i = 0; i < 10; i++) {
            hand.ready(channel.receiver().receive());
        }
        channel.receiver().close();
        assertThat(closed).hasSize(90).isSorted().first().isEqualTo(10);
    }

    @Test
    void soAreThoseInAnUnboundedChannel() throws Exception {
        Mpsc.Unbounded<Owned> channel = Mpsc.unbounded();
        for (int i = 0; i < 100; i++) {
            channel.sender().send(message(i));
        }
        for (int i = 0; i < 10; i++) {
            hand.ready(channel.receiver().receive());
        }
        channel.receiver().close();
        assertThat(closed).hasSize(90).isSorted().first().isEqualTo(10);
    }

    /** The message comes back to whoever waits with it. */
    @Test
    void messagesInLineGoBackWhenThoseInTheChannelAreClosed() throws Exception {
        Mpsc.Channel<Owned> channel = Mpsc.channel(2);
        hand.ready(channel.sender().send(message(0)));
        hand.ready(channel.sender().send(message(1)));
        Owned waiting = message(2);
        var send = hand.pending(channel.sender().send(waiting));
        channel.receiver().close();
        assertThat(closed).containsExactly(0, 1);
        assertThatThrownBy(() -> send.poll(hand.cx))
                .isInstanceOfSatisfying(
                        ClosedException.class, e -> assertThat(e.unsent()).isSameAs(waiting));
        assertThat(closed).containsExactly(0, 1);
    }

    /** The close of one message may use the channel in which the others are. */
    @Test
    void aMessageMayUseItsChannelWhileItIsClosed() throws Exception {
        Mpsc.Channel<Owned> channel = Mpsc.channel(4);
        List<Object> seen = new ArrayList<>();
        hand.ready(
                channel.sender()
                        .send(() -> {
                            seen.add(channel.sender().isClosed());
                            seen.add(channel.sender().trySend(message(9)));
                            closed.add(0);
                        }));
        hand.ready(channel.sender().send(message(1)));
        channel.receiver().close();
        assertThat(seen).containsExactly(true, TrySend.CLOSED);
        assertThat(closed).containsExactly(0, 1);
    }

    @Test
    void whoeverAwaitsTheEndOfAChannelIsWokenOnceAndMayUseIt() throws Exception {
        Mpsc.Channel<Owned> channel = Mpsc.channel(4);
        hand.ready(channel.sender().send(message(0)));
        List<Object> seen = new ArrayList<>();
        var wait = channel.sender().closed();
        wait.poll(Context.of(Waker.of(() -> seen.add(channel.sender().trySend(message(9))))));
        channel.receiver().close();
        assertThat(seen).containsExactly(TrySend.CLOSED);
        assertThat(closed).containsExactly(0);
        hand.ready(wait);
    }

    @Test
    void aWakerMayReceiveAndSendWhereItIsWoken() throws Exception {
        Mpsc.Channel<Integer> channel = Mpsc.channel(4);
        List<Object> seen = new ArrayList<>();
        var receive = channel.receiver().receive();
        receive.poll(
                Context.of(
                        Waker.of(() -> {
                            seen.add(channel.sender().trySend(2));
                            seen.add(channel.receiver().size());
                        })));
        assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.SENT);
        assertThat(seen).containsExactly(TrySend.SENT, 2);
        assertThat(hand.ready(receive)).isEqualTo(1);
        assertThat(hand.ready(channel.receiver().receive())).isEqualTo(2);
    }

    @Test
    void aWakerMayTakeTheValueOfAOneshotThatWakesIt() throws Exception {
        Oneshot.Channel<Owned> channel = Oneshot.channel();
        List<Object> seen = new ArrayList<>();
        Owned value = message(1);
        var receiver = channel.receiver();
        receiver.poll(
                Context.of(
                        Waker.of(() -> {
                            try {
                                seen.add(hand.ready(receiver));
                            } catch (Exception e) {
                                seen.add(e);
                            }
                        })));
        assertThat(channel.sender().send(value)).isTrue();
        assertThat(seen).containsExactly(value);
        assertThat(closed).isEmpty();
    }
}
