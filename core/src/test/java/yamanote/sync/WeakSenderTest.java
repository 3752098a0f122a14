package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Senders that do not keep their channel open. */
class WeakSenderTest {
    private final Hand hand = new Hand();
    private final Hand receiving = new Hand();

    /** B224. */
    @Test
    void aWeakSenderDoesNotKeepTheChannelOpen() throws Exception {
        Mpsc.Channel<Integer> channel = Mpsc.channel(1);
        var weak = channel.sender().downgrade();
        var receive = receiving.pending(channel.receiver().receive());
        channel.sender().close();
        assertThat(receiving.wakes()).isEqualTo(1);
        assertThat(receiving.ready(receive)).isNull();
        assertThat(weak.upgrade()).isNull();
        assertThat(weak.senderCount()).isZero();
    }

    /** B224. */
    @Test
    void upgradeWorksWhileThereIsASender() throws Exception {
        Mpsc.Channel<Integer> channel = Mpsc.channel(1);
        var weak = channel.sender().downgrade();
        var strong = Objects.requireNonNull(weak.upgrade());
        channel.sender().close();
        strong.trySend(1);
        assertThat(receiving.ready(channel.receiver().receive())).isEqualTo(1);
        var again = Objects.requireNonNull(weak.upgrade());
        strong.close();
        again.close();
        assertThat(weak.upgrade()).isNull();
        assertThat(receiving.ready(channel.receiver().receive())).isNull();
    }

    /** B224. */
    @Test
    void upgradeWorksWhileAnOwnedPermitLives() throws Exception {
        Mpsc.Channel<Integer> channel = Mpsc.channel(1);
        var weak = channel.sender().downgrade();
        var permit = hand.ready(channel.sender().reserveOwned());
        Objects.requireNonNull(weak.upgrade()).close();
        assertThat(channel.receiver().isClosed()).isFalse();
        permit.close();
        assertThat(weak.upgrade()).isNull();
        assertThat(channel.receiver().isClosed()).isTrue();
    }

    /** B224. */
    @Test
    void theCountsAreExact() {
        Mpsc.Channel<Integer> channel = Mpsc.channel(1);
        var tx = channel.sender();
        var weak = tx.downgrade();
        var second = weak.share();
        var strong = Objects.requireNonNull(second.upgrade());
        assertThat(tx.senderCount()).isEqualTo(2);
        assertThat(tx.weakSenderCount()).isEqualTo(2);
        assertThat(channel.receiver().senderCount()).isEqualTo(2);
        assertThat(channel.receiver().weakSenderCount()).isEqualTo(2);
        second.close();
        second.close();
        strong.close();
        strong.close();
        assertThat(weak.senderCount()).isEqualTo(1);
        assertThat(weak.weakSenderCount()).isEqualTo(1);
        assertThatThrownBy(second::upgrade)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("this weak sender is closed; share()");
        weak.close();
        assertThat(tx.weakSenderCount()).isZero();
    }

    /** B224: a receiver that is closed keeps nobody from upgrading. */
    @Test
    void upgradeDoesNotAskForTheReceiver() {
        Mpsc.Channel<Integer> channel = Mpsc.channel(1);
        var weak = channel.sender().downgrade();
        channel.receiver().close();
        var strong = Objects.requireNonNull(weak.upgrade());
        assertThat(strong.trySend(1)).isEqualTo(TrySend.CLOSED);
    }

    /** B224, of the unbounded channel. */
    @Test
    void anUnboundedChannelHasWeakSendersToo() throws Exception {
        Mpsc.Unbounded<Integer> channel = Mpsc.unbounded();
        var tx = channel.sender();
        var weak = tx.downgrade();
        var second = weak.share();
        var strong = Objects.requireNonNull(weak.upgrade());
        assertThat(tx.senderCount()).isEqualTo(2);
        assertThat(tx.weakSenderCount()).isEqualTo(2);
        assertThat(weak.senderCount()).isEqualTo(2);
        tx.close();
        strong.send(3);
        strong.close();
        assertThat(second.upgrade()).isNull();
        second.close();
        assertThat(weak.weakSenderCount()).isEqualTo(1);
        assertThat(receiving.ready(channel.receiver().receive())).isEqualTo(3);
        assertThat(receiving.ready(channel.receiver().receive())).isNull();
    }

    @Test
    void aBroadcastHasWeakSendersToo() throws Exception {
        Broadcast.Channel<Integer> channel = Broadcast.channel(2);
        var tx = channel.sender();
        var rx = channel.receiver();
        var weak = tx.downgrade();
        var second = weak.share();
        var strong = Objects.requireNonNull(weak.upgrade());
        assertThat(rx.senderCount()).isEqualTo(2);
        assertThat(rx.weakSenderCount()).isEqualTo(2);
        assertThat(strong.weakSenderCount()).isEqualTo(2);
        tx.close();
        strong.send(3);
        assertThat(rx.isClosed()).isFalse();
        strong.close();
        assertThat(rx.isClosed()).isTrue();
        assertThat(second.upgrade()).isNull();
        second.close();
        assertThat(weak.weakSenderCount()).isEqualTo(1);
        assertThat(weak.senderCount()).isZero();
        assertThat(receiving.ready(rx.receive())).isEqualTo(3);
        assertThat(receiving.ready(rx.receive())).isNull();
    }
}
