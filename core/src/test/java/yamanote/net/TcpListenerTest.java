package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@Timeout(60)
class TcpListenerTest {
    @Parameter TestDriver driver;

    private final List<Socket> clients = new ArrayList<>();
    private TestLoop loop;
    private TcpListener listener;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver);
        listener = TcpListener.bind(ANY_PORT, loop.reactor);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    private Socket client() throws IOException {
        var address = listener.localAddress();
        var client = new Socket(address.getAddress(), address.getPort());
        clients.add(client);
        return client;
    }

    /** Pitfall 6: one event may stand for many connections. */
    @Test
    void allWaitingConnectionsAreAcceptedWithoutFurtherTurns() throws Exception {
        for (int i = 0; i < 10; i++) {
            client();
        }
        loop.run(listener.accept()).close();
        for (int i = 1; i < 10; i++) {
            assertThat(accepted(listener.accept().poll(loop.cx))).isNotNull();
        }
        assertThat(listener.accept().poll(loop.cx).isPending()).isTrue();
        client();
        loop.run(listener.accept());
    }

    private static TcpStream accepted(Poll<TcpStream> poll) {
        return ((Poll.Ready<TcpStream>) poll).value();
    }

    @Test
    void connectionsThatNobodyAcceptsDoNotSpinAndAreNotForgotten() throws Exception {
        try (Socket client = client()) {
            assertThat(loop.comesToRest()).isTrue();
            TcpStream stream = loop.run(listener.accept());
            assertThat(stream.peerAddress().getPort()).isEqualTo(client.getLocalPort());
        }
    }

    @Test
    void aCancelledAcceptLosesNoConnection() throws Exception {
        Future<TcpStream> accept = listener.accept();
        assertThat(accept.poll(loop.cx).isPending()).isTrue();
        try (Socket client = client()) {
            loop.turnUntil(() -> loop.wakes.get() > 0);
            assertThat(accept.cancel(loop.cx)).isTrue();
            TcpStream stream = accepted(listener.accept().poll(loop.cx));
            assertThat(stream.peerAddress().getPort()).isEqualTo(client.getLocalPort());
        }
    }

    /** The Owned rule: who drops an accepted stream undelivered closes it. */
    @Test
    void anAcceptedStreamThatIsDroppedIsClosed() throws Exception {
        try (Socket client = client()) {
            Owned.drop(loop.run(listener.accept()));
            loop.reactor.turn(0);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void everyWaitingAcceptIsWokenAndOneConnectionGoesToOneOfThem() throws Exception {
        var wakes = new AtomicInteger();
        List<Future<TcpStream>> accepts = new ArrayList<>();
        List<Context> contexts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            accepts.add(listener.accept());
            contexts.add(Context.of(Waker.of(wakes::incrementAndGet)));
            assertThat(accepts.get(i).poll(contexts.get(i)).isPending()).isTrue();
        }
        try (Socket client = client()) {
            loop.turnUntil(() -> wakes.get() == 3);
            int ready = 0;
            for (int i = 0; i < 3; i++) {
                ready += accepts.get(i).poll(contexts.get(i)).isReady() ? 1 : 0;
            }
            assertThat(ready).isEqualTo(1);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void closingEndsWaitingAcceptsAndFreesThePort() throws Exception {
        var address = listener.localAddress();
        assertThatThrownBy(() -> TcpListener.bind(address, loop.reactor))
                .isInstanceOf(BindException.class);
        Future<TcpStream> accept = listener.accept();
        assertThat(accept.poll(loop.cx).isPending()).isTrue();
        listener.close();
        assertThatThrownBy(() -> loop.run(accept)).isInstanceOf(SocketClosedException.class);
        loop.reactor.turn(0);
        TcpListener.bind(address, loop.reactor).close();
    }

    /** Data that came with the connection is found without a turn in between. */
    @Test
    void aFreshConnectionIsReadAndWritten() throws Exception {
        try (Socket client = client()) {
            TcpStream stream = loop.run(listener.accept());
            client.getOutputStream().write("hi".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(loop.run(stream.read(ByteBuffer.allocate(8)))).isEqualTo(2);
            assertThat(stream.tryWrite(ByteBuffer.wrap(new byte[1]))).isEqualTo(1);
        }
    }

    /** 1,000 connections come and go, a third of them by reset; no descriptor stays behind. */
    @Test
    void churnLeavesNothingBehind() throws Exception {
        long before = TestLoop.openSockets();
        ByteBuffer one = ByteBuffer.allocate(1);
        for (int i = 0; i < 1000; i++) {
            var client = client();
            if (i % 3 == 0) {
                client.setSoLinger(true, 0);
            }
            TcpStream stream = loop.run(listener.accept());
            loop.run(stream.writeAll(one.clear()));
            assertThat(client.getInputStream().read()).isZero();
            client.close();
            if (i % 2 == 0) {
                try {
                    loop.run(stream.read(one.clear()));
                } catch (IOException e) {
                    assertThat(i % 3).as("reset").isZero();
                }
            }
            stream.close();
        }
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }
}
