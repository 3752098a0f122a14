package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NotYetConnectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@Timeout(60)
class UdpSocketTest extends DatagramTests {
    @Parameter TestDriver driver;

    @Override
    TestDriver driver() {
        return driver;
    }

    @Test
    void aDatagramComesWithItsSenderAndGoesBack() throws Exception {
        var there = after(() -> sendToFar("hello"), far.receiveFrom(buffer));
        assertThat(there).isEqualTo(new Received<>(5, near.localAddress()));
        assertThat(received()).isEqualTo("hello");
        var back =
                after(
                        () -> loop.run(far.sendTo(bytes("bye"), there.sender())),
                        near.receiveFrom(buffer));
        assertThat(back).isEqualTo(new Received<>(3, far.localAddress()));
        assertThat(received()).isEqualTo("bye");
    }

    @Test
    void whatIsSentIsTakenFromTheBuffer() throws Exception {
        ByteBuffer source = bytes("0123456789").position(3).limit(7);
        Future<@Nullable Void> send = near.sendTo(source, far.localAddress());
        loop.run(send);
        assertThat(source.hasRemaining()).isFalse();
        assertThatThrownBy(() -> send.poll(loop.cx)).isInstanceOf(IllegalStateException.class);
        after(
                () -> loop.run(near.sendTo(source.position(3), far.localAddress())),
                far.receive(buffer));
        assertThat(received()).isEqualTo("3456");
    }

    @Test
    void whatHasNoRoomIsDroppedAndTheNextIsWhole() throws Exception {
        buffer.limit(4);
        assertThat(after(() -> sendToFar("123456"), far.receiveFrom(buffer)).length()).isEqualTo(4);
        assertThat(received()).isEqualTo("1234");
        after(() -> sendToFar("next"), far.receive(buffer));
        assertThat(received()).isEqualTo("next");
        buffer.limit(0);
        assertThat(after(() -> sendToFar("gone"), far.receive(buffer))).isZero();
        buffer.clear();
        after(() -> sendToFar("whole"), far.receive(buffer));
        assertThat(received()).isEqualTo("whole");
    }

    @Test
    void aDatagramMayHaveNoBytes() throws Exception {
        assertThat(after(() -> sendToFar(""), far.receive(buffer))).isZero();
        assertThat(after(() -> sendToFar(""), far.receiveFrom(buffer)))
                .isEqualTo(new Received<>(0, near.localAddress()));
    }

    @Test
    void heapBuffersAndLargeOnesWillDo() throws Exception {
        ByteBuffer large = ByteBuffer.allocate(60_000);
        for (int i = 0; i < 60_000; i++) {
            large.put(i, (byte) i);
        }
        ByteBuffer target = ByteBuffer.allocate(100_000);
        after(
                () -> loop.run(near.sendTo(large.clear(), far.localAddress())),
                far.receiveFrom(target));
        assertThat(target.flip()).isEqualTo(large.flip());
        assertThatThrownBy(() ->
                        loop.run(near.sendTo(ByteBuffer.allocate(70_000), far.localAddress())))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Message too long");
        assertThatThrownBy(() -> loop.run(far.receive(target.asReadOnlyBuffer())))
                .isInstanceOfAny(ReadOnlyBufferException.class, IllegalArgumentException.class);
    }

    @Test
    void connectedItHearsItsPeerAlone() throws Exception {
        far.connect(near.localAddress());
        assertThat(far.peerAddress()).isEqualTo(near.localAddress());
        try (UdpSocket other = UdpSocket.bind(ANY_PORT, loop.reactor)) {
            loop.run(other.sendTo(bytes("from another"), far.localAddress()));
            after(() -> sendToFar("from the peer"), far.receive(buffer));
            assertThat(received()).isEqualTo("from the peer");
            after(() -> loop.run(far.send(bytes("back"))), near.receive(buffer));
            assertThat(received()).isEqualTo("back");
            far.connect(other.localAddress());
            after(() -> loop.run(far.send(bytes("elsewhere"))), other.receive(buffer));
            assertThat(received()).isEqualTo("elsewhere");
        }
    }

    @Test
    void disconnectedItKeepsItsAddressAndHearsEverybody() throws Exception {
        var address = far.localAddress();
        far.connect(far.localAddress());
        far.disconnect();
        assertThat(far.localAddress()).isEqualTo(address);
        assertThatThrownBy(far::peerAddress).isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> loop.run(far.send(bytes("whereto"))))
                .isInstanceOf(NotYetConnectedException.class);
        after(() -> sendToFar("again"), far.receive(buffer));
        assertThat(received()).isEqualTo("again");
    }

    @Test
    void aCancelledReceiveLosesNothing() throws Exception {
        Future<Integer> receive = far.receive(buffer);
        assertThat(receive.poll(loop.cx).isPending()).isTrue();
        assertThat(receive.cancel(loop.cx)).isTrue();
        Future<Received<InetSocketAddress>> woken = far.receiveFrom(buffer);
        assertThat(woken.poll(loop.cx).isPending()).isTrue();
        after(() -> sendToFar("kept"), far.readable());
        assertThat(woken.cancel(loop.cx)).isTrue();
        assertThat(buffer.position()).isZero();
        after(() -> {}, far.receive(buffer));
        assertThat(received()).isEqualTo("kept");
    }

    @Test
    void aCancelledSendSendsNothing() throws Exception {
        ByteBuffer source = bytes("never");
        Future<@Nullable Void> send = near.sendTo(source, far.localAddress());
        assertThat(send.cancel(loop.cx)).isTrue();
        assertThat(source.position()).isZero();
        after(() -> sendToFar("only"), far.receive(buffer));
        assertThat(received()).isEqualTo("only");
    }

    @Test
    void everyWaitingReceiverIsWokenAndOneOfThemGetsTheDatagram() throws Exception {
        var wakes = new AtomicInteger();
        List<Future<Integer>> receives = new ArrayList<>();
        List<Context> contexts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            receives.add(far.receive(ByteBuffer.allocate(16)));
            contexts.add(Context.of(Waker.of(wakes::incrementAndGet)));
            assertThat(receives.get(i).poll(contexts.get(i)).isPending()).isTrue();
        }
        after(() -> sendToFar("one"), far.readable());
        assertThat(wakes).hasValue(3);
        int ready = 0;
        for (int i = 0; i < 3; i++) {
            ready += receives.get(i).poll(contexts.get(i)).isReady() ? 1 : 0;
        }
        assertThat(ready).isEqualTo(1);
    }

    /** The lease form: no buffer while nothing is there. */
    @Test
    void readableThenTryReceive() throws Exception {
        assertThat(far.readable()).isSameAs(far.readable());
        assertThat(far.tryReceive(buffer)).isEqualTo(-1);
        assertThat(far.tryReceiveFrom(buffer)).isNull();
        after(() -> sendToFar("lease"), far.readable());
        assertThat(far.tryReceive(buffer)).isEqualTo(5);
        assertThat(received()).isEqualTo("lease");
        assertThat(far.tryReceive(buffer)).isEqualTo(-1);
        assertThat(far.readable().poll(loop.cx).isPending()).isTrue();
        after(() -> sendToFar("again"), far.readable());
        assertThat(far.tryReceiveFrom(buffer)).isEqualTo(near.localAddress());
        assertThat(received()).isEqualTo("again");
    }

    @Test
    void aFreshSocketIsWritable() throws Exception {
        assertThat(near.writable().poll(loop.cx).isReady()).isTrue();
        assertThat(near.trySendTo(bytes("x"), far.localAddress())).isTrue();
        near.connect(far.localAddress());
        assertThat(near.trySend(bytes("x"))).isTrue();
    }

    /** Whichever operation comes next tells of it, once, and the socket goes on. */
    @Test
    void aPeerThatIsNotThereIsToldOfAndEndsNothing() throws Exception {
        near.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThatThrownBy(() ->
                        after(() -> loop.run(near.send(bytes("anyone?"))), near.receive(buffer)))
                .isInstanceOf(PortUnreachableException.class);
        near.connect(far.localAddress());
        after(() -> loop.run(near.send(bytes("you"))), far.receive(buffer));
        assertThat(received()).isEqualTo("you");
    }

    @Test
    void closingEndsEverybodyWhoWaits() throws Exception {
        var address = far.localAddress();
        assertThatThrownBy(() -> UdpSocket.bind(address, loop.reactor))
                .isInstanceOf(BindException.class);
        List<Future<?>> waiting =
                List.of(far.receive(buffer), far.receiveFrom(buffer), far.readable());
        for (Future<?> one : waiting) {
            assertThat(one.poll(loop.cx).isPending()).isTrue();
        }
        far.close();
        for (Future<?> one : waiting) {
            assertThatThrownBy(() -> loop.run(one)).isInstanceOf(SocketClosedException.class);
        }
        assertThatThrownBy(() -> far.tryReceive(buffer)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(far.sendTo(bytes("x"), address)))
                .isInstanceOf(SocketClosedException.class);
        loop.reactor.turn(0);
        UdpSocket.bind(address, loop.reactor).close();
    }

    /** Pitfall 2: a selector would report them for ever. */
    @Test
    void datagramsThatNobodyReceivesDoNotSpin() throws Exception {
        after(() -> sendToFar("wait"), far.readable());
        assertThat(loop.comesToRest()).isTrue();
        after(() -> {}, far.receive(buffer));
        assertThat(received()).isEqualTo("wait");
        after(() -> sendToFar("woken"), far.receive(buffer));
        assertThat(received()).isEqualTo("woken");
    }

    /** B280. A poll that waits for a datagram goes on with the budget that it had left. */
    @Test
    void eachSendAndEachReceiveCostsOneUnit() throws Exception {
        int rounds = 1024;
        loop.cx.budget(Context.BUDGET);
        int budgets = 1;
        for (int i = 0; i < rounds; i++) {
            budgets += spent(near.sendTo(bytes("x"), far.localAddress()), false);
            budgets += spent(far.receive(buffer.clear()), true);
        }
        assertThat(budgets).isEqualTo(2 * rounds / Context.BUDGET);
    }

    /** How often {@code future} had to be given a new budget. */
    private int spent(Future<?> future, boolean resends) throws Exception {
        int budgets = 0;
        int before = loop.wakes.get();
        while (future.poll(loop.cx).isPending()) {
            if (loop.cx.budget() <= 0) {
                assertThat(loop.wakes.get()).isGreaterThan(before);
                loop.cx.budget(Context.BUDGET);
                budgets++;
            } else if (loop.shortTurn() == 0 && resends) {
                near.trySendTo(bytes("x"), far.localAddress());
            }
        }
        return budgets;
    }

    @Test
    void socketsThatComeAndGoLeaveNothingBehind() throws Exception {
        long before = TestLoop.openSockets();
        for (int i = 0; i < 1000; i++) {
            try (UdpSocket socket = UdpSocket.bind(ANY_PORT, loop.reactor)) {
                assertThat(socket.readable().poll(loop.cx).isPending()).isTrue();
            }
            if (i % 100 == 0) {
                loop.reactor.turn(0);
            }
        }
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    @Test
    void outsideOfARuntimeItCannotBeOpened() {
        assertThatThrownBy(() -> UdpSocket.bind(ANY_PORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UdpSocket.bind");
    }
}
