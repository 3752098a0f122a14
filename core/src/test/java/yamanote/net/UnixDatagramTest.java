package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.NotYetConnectedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import yamanote.future.Future;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Datagrams between processes of one machine: the native driver's alone, and none gets lost. */
@Timeout(60)
class UnixDatagramTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir Path directory;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
    private TestLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(TestDriver.EPOLL);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String received() {
        buffer.flip();
        String text = StandardCharsets.US_ASCII.decode(buffer).toString();
        buffer.clear();
        return text;
    }

    private UnixAddress file(String name) {
        return UnixAddress.of(directory.resolve(name));
    }

    /** Of this process alone, for others may run the same tests. */
    private static UnixAddress abstractName() {
        return UnixAddress.ofAbstract(
                "yamanote-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet());
    }

    @Test
    void aPairTalks() throws Exception {
        var pair = UnixDatagram.pair(loop.reactor);
        loop.run(pair.first().send(bytes("hello")));
        loop.run(pair.first().send(bytes("")));
        assertThat(loop.run(pair.second().receive(buffer))).isEqualTo(5);
        assertThat(received()).isEqualTo("hello");
        assertThat(loop.run(pair.second().receive(buffer))).isZero();
        assertThat(pair.second().tryReceive(buffer)).isEqualTo(-1);
        loop.run(pair.second().send(bytes("bye")));
        var back = loop.run(pair.first().receiveFrom(buffer));
        assertThat(back.length()).isEqualTo(3);
        assertThat(back.sender().isUnnamed()).isTrue();
    }

    @Test
    void boundToPathsTheyAnswerToTheSender() throws Exception {
        answers(file("one"), file("two"));
        assertThatThrownBy(() -> UnixDatagram.bind(file("one"), loop.reactor))
                .isInstanceOf(BindException.class);
    }

    @Test
    void boundToAbstractNamesToo() throws Exception {
        answers(abstractName(), abstractName());
    }

    private void answers(UnixAddress one, UnixAddress two) throws Exception {
        UnixDatagram near = UnixDatagram.bind(one, loop.reactor);
        UnixDatagram far = UnixDatagram.bind(two, loop.reactor);
        assertThat(near.localAddress()).isEqualTo(one);
        loop.run(near.sendTo(bytes("question"), two));
        var question = loop.run(far.receiveFrom(buffer));
        assertThat(question).isEqualTo(new Received<>(8, one));
        buffer.clear();
        assertThat(far.trySendTo(bytes("answer"), question.sender())).isTrue();
        assertThat(loop.run(near.receiveFrom(buffer))).isEqualTo(new Received<>(6, two));
        assertThat(received()).isEqualTo("answer");
    }

    @Test
    void withoutANameItSendsAndConnects() throws Exception {
        UnixDatagram client = UnixDatagram.unbound(loop.reactor);
        UnixDatagram server = UnixDatagram.bind(abstractName(), loop.reactor);
        assertThat(client.localAddress().isUnnamed()).isTrue();
        assertThatThrownBy(client::peerAddress).isInstanceOf(NotYetConnectedException.class);
        assertThatThrownBy(() -> loop.run(client.send(bytes("x"))))
                .isInstanceOf(NotYetConnectedException.class);
        client.connect(server.localAddress());
        assertThat(client.peerAddress()).isEqualTo(server.localAddress());
        loop.run(client.send(bytes("connected")));
        assertThat(loop.run(server.receiveFrom(buffer)).sender().isUnnamed()).isTrue();
        assertThat(received()).isEqualTo("connected");
        client.disconnect();
        assertThatThrownBy(client::peerAddress).isInstanceOf(NotYetConnectedException.class);
    }

    @Test
    void aPeerThatIsNotThereIsToldOf() throws Exception {
        UnixDatagram near = UnixDatagram.unbound(loop.reactor);
        UnixDatagram far = UnixDatagram.bind(file("gone"), loop.reactor);
        near.connect(file("gone"));
        far.close();
        loop.reactor.turn(0);
        assertThatThrownBy(() -> loop.run(near.sendTo(bytes("x"), file("gone"))))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> near.connect(file("gone"))).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> near.connect(file("never")))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("No such file");
    }

    @Test
    void itPeeks() throws Exception {
        var pair = UnixDatagram.pair(loop.reactor);
        loop.run(pair.first().send(bytes("peek")));
        assertThat(loop.run(pair.second().peek(buffer))).isEqualTo(4);
        assertThat(received()).isEqualTo("peek");
        assertThat(loop.run(pair.second().receive(buffer))).isEqualTo(4);
    }

    /** Larger than what is copied at once. */
    @Test
    void largeDatagramsAreWhole() throws Exception {
        var pair = UnixDatagram.pair(loop.reactor);
        for (ByteBuffer large :
                List.of(ByteBuffer.allocate(100_000), ByteBuffer.allocateDirect(100_000))) {
            for (int i = 0; i < large.capacity(); i++) {
                large.put(i, (byte) (i * 31));
            }
            loop.run(pair.first().send(large));
            ByteBuffer target = ByteBuffer.allocate(200_000);
            assertThat(loop.run(pair.second().receive(target))).isEqualTo(100_000);
            assertThat(target.flip()).isEqualTo(large.flip());
        }
    }

    private static int fill(UnixDatagram from) throws IOException {
        int sent = 0;
        while (from.trySend(bytes("fill"))) {
            sent++;
        }
        return sent;
    }

    @Test
    void aConnectedSenderIsWokenWhenThereIsRoom() throws Exception {
        UnixDatagram server = UnixDatagram.bind(abstractName(), loop.reactor);
        UnixDatagram client = UnixDatagram.unbound(loop.reactor);
        client.connect(server.localAddress());
        int sent = fill(client);
        Future<@Nullable Void> send = client.send(bytes("last"));
        assertThat(send.poll(loop.cx).isPending()).isTrue();
        assertThat(loop.comesToRest()).isTrue();
        for (int i = 0; i < sent; i++) {
            loop.run(server.receive(buffer.clear()));
        }
        loop.run(send);
        loop.run(server.receive(buffer.clear()));
        assertThat(received()).isEqualTo("last");
    }

    @Test
    void aCancelledSendThatWaitedSendsNothing() throws Exception {
        var pair = UnixDatagram.pair(loop.reactor);
        int sent = fill(pair.first());
        ByteBuffer source = bytes("never");
        Future<@Nullable Void> send = pair.first().send(source);
        assertThat(send.poll(loop.cx).isPending()).isTrue();
        assertThat(send.cancel(loop.cx)).isTrue();
        assertThat(source.position()).isZero();
        for (int i = 0; i < sent; i++) {
            loop.run(pair.second().receive(buffer.clear()));
            assertThat(received()).isEqualTo("fill");
        }
        assertThat(pair.second().tryReceive(buffer)).isEqualTo(-1);
    }

    @Test
    void closingEndsASenderThatWaits() throws Exception {
        var pair = UnixDatagram.pair(loop.reactor);
        fill(pair.first());
        Future<@Nullable Void> send = pair.first().send(bytes("never"));
        assertThat(send.poll(loop.cx).isPending()).isTrue();
        pair.first().close();
        assertThatThrownBy(() -> loop.run(send)).isInstanceOf(SocketClosedException.class);
    }

    /** Its queue is full of another one's datagrams: the system wakes nobody. */
    @Test
    void aSenderWaitsForATargetThatItIsNotConnectedTo() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(TestDriver.EPOLL.choice()).build()) {
            runtime.blockOn(() -> {
                UnixDatagram server = UnixDatagram.bind(abstractName());
                UnixDatagram other = UnixDatagram.unbound();
                UnixDatagram sender = UnixDatagram.unbound();
                int sent = 0;
                while (other.trySendTo(bytes("fill"), server.localAddress())) {
                    sent++;
                }
                JoinHandle<?> send = spawn(sender.sendTo(bytes("last"), server.localAddress()));
                for (int i = 0; i < 100; i++) {
                    yieldNow().await();
                }
                assertThat(send.isFinished()).isFalse();
                for (int i = 0; i < sent; i++) {
                    assertThat(server.receive(buffer.clear()).await()).isEqualTo(4);
                    assertThat(received()).isEqualTo("fill");
                }
                server.receive(buffer.clear()).await();
                assertThat(received()).isEqualTo("last");
                send.await();
            });
        }
    }
}
