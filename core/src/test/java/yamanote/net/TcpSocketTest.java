package yamanote.net;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.NamedOption;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@Timeout(60)
class TcpSocketTest {
    @Parameter TestDriver driver;

    private TestLoop loop;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private TcpSocket socket(ProtocolFamily family) throws IOException {
        return TcpSocket.open(family, loop.reactor);
    }

    private TcpSocket socket() throws IOException {
        return socket(INET);
    }

    @Test
    void optionsAreSetBeforeItConnectsAndStay() throws Exception {
        try (var peers = TcpListener.bind(ANY_PORT, loop.reactor);
                TcpSocket socket = socket()) {
            socket.noDelay(false)
                    .keepAlive(Duration.ofSeconds(70), Duration.ofSeconds(7), 3)
                    .sendBuffer(30_000)
                    .receiveBuffer(40_000)
                    .trafficClass(16)
                    .reuseAddress(true);
            try (TcpStream stream = loop.run(socket.connect(peers.localAddress()))) {
                assertThat(stream.option(StandardSocketOptions.TCP_NODELAY)).isFalse();
                assertThat(stream.option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
                assertThat(stream.option(StandardSocketOptions.IP_TOS)).isEqualTo(16);
                assertThat(stream.option(StandardSocketOptions.SO_REUSEADDR)).isTrue();
                assertThat(stream.option(StandardSocketOptions.SO_SNDBUF)).isEqualTo(30_000);
            }
        }
    }

    @Test
    void keepAliveIsWhatItWasToldToBe() throws IOException {
        try (TcpSocket socket = socket()) {
            assertThat(socket.option(StandardSocketOptions.SO_KEEPALIVE)).isFalse();
            socket.keepAlive(Duration.ofSeconds(70), Duration.ofSeconds(7), 3);
            assertThat(socket.option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(socket.option(NamedOption.TCP_KEEPIDLE)).isEqualTo(70);
            assertThat(socket.option(NamedOption.TCP_KEEPINTERVAL)).isEqualTo(7);
            assertThat(socket.option(NamedOption.TCP_KEEPCOUNT)).isEqualTo(3);
            Duration second = Duration.ofSeconds(1);
            assertThatThrownBy(() -> socket.keepAlive(Duration.ofMillis(900), second, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 32767 seconds");
            assertThatThrownBy(() -> socket.keepAlive(second, second, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one probe");
        }
    }

    @Test
    void noDelayIsOnIfNotSwitchedOff() throws Exception {
        try (var peers = TcpListener.bind(ANY_PORT, loop.reactor);
                TcpSocket socket = socket();
                TcpStream stream = loop.run(socket.connect(peers.localAddress()))) {
            assertThat(stream.option(StandardSocketOptions.TCP_NODELAY)).isTrue();
        }
    }

    @Test
    void aBoundSocketConnectsFromItsAddress() throws Exception {
        try (var peers = TcpListener.bind(ANY_PORT, loop.reactor);
                TcpSocket socket = socket()) {
            assertThat(socket.localAddress().getAddress().isAnyLocalAddress()).isTrue();
            InetSocketAddress local = socket.bind(ANY_PORT).localAddress();
            assertThat(local.getPort()).isPositive();
            try (TcpStream near = loop.run(socket.connect(peers.localAddress()));
                    TcpStream far = loop.run(peers.accept())) {
                assertThat(near.localAddress()).isEqualTo(local);
                assertThat(far.peerAddress()).isEqualTo(local);
            }
        }
    }

    @Test
    void aTakenAddressIsRefusedByBind() throws IOException {
        try (var taken = TcpListener.bind(ANY_PORT, loop.reactor);
                TcpSocket socket = socket()) {
            assertThatThrownBy(() -> socket.bind(taken.localAddress()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void connectionsOfAListenerInheritItsOptions() throws Exception {
        TcpListener listener;
        InetSocketAddress bound;
        try (TcpSocket socket = socket()) {
            bound =
                    socket.reuseAddress(true)
                            .noDelay(false)
                            .keepAlive(true)
                            .trafficClass(8)
                            .bind(ANY_PORT)
                            .localAddress();
            listener = socket.listen(16);
        }
        assertThat(listener.localAddress()).isEqualTo(bound);
        try (listener;
                var client = new Socket(bound.getAddress(), bound.getPort());
                TcpStream stream = loop.run(listener.accept())) {
            assertThat(stream.option(StandardSocketOptions.TCP_NODELAY)).isFalse();
            assertThat(stream.option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
            assertThat(stream.option(StandardSocketOptions.IP_TOS)).isEqualTo(8);
            loop.run(stream.writeAll(ByteBuffer.wrap(new byte[] {42})));
            assertThat(client.getInputStream().read()).isEqualTo(42);
        }
    }

    @Test
    void aListenerThatWasNotBoundHasAPortOfItsOwn() throws Exception {
        try (TcpSocket socket = socket();
                TcpListener listener = socket.listen(16)) {
            int port = listener.localAddress().getPort();
            try (var client = new Socket(InetAddress.getLoopbackAddress(), port);
                    TcpStream stream = loop.run(listener.accept())) {
                assertThat(stream.peerAddress().getPort()).isEqualTo(client.getLocalPort());
            }
        }
    }

    @Test
    void twoListenersShareAPortByReusePort() throws Exception {
        try (TcpListener first = sharing(ANY_PORT);
                TcpListener second = sharing(first.localAddress())) {
            assertThat(second.localAddress()).isEqualTo(first.localAddress());
            int[] accepted = new int[2];
            List<Socket> clients = new ArrayList<>();
            // Which of the two is a matter of the client's port: none may be without a chance.
            while (accepted[0] == 0 || accepted[1] == 0) {
                assertThat(clients).as("connections that all went to one").hasSizeLessThan(500);
                var address = first.localAddress();
                clients.add(new Socket(address.getAddress(), address.getPort()));
                loop.reactor.turn(0);
                accepted[0] += accept(first);
                accepted[1] += accept(second);
            }
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    private TcpListener sharing(InetSocketAddress address) throws IOException {
        try (TcpSocket socket = socket()) {
            return socket.reusePort(true).bind(address).listen(512);
        }
    }

    private static int accept(TcpListener listener) throws IOException {
        int accepted = 0;
        for (TcpStream next = listener.tryAccept(); next != null; next = listener.tryAccept()) {
            next.close();
            accepted++;
        }
        return accepted;
    }

    @Test
    void withoutReusePortThereIsOneListenerForAPort() throws Exception {
        try (TcpListener first = sharing(ANY_PORT);
                TcpSocket other = socket()) {
            assertThatThrownBy(() -> other.bind(first.localAddress()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void zeroLingerResetsThePeer() throws Exception {
        try (var peers = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                TcpSocket socket = socket()) {
            var address = (InetSocketAddress) peers.getLocalSocketAddress();
            TcpStream stream = loop.run(socket.zeroLinger().connect(address));
            try (Socket peer = peers.accept()) {
                stream.close();
                loop.reactor.turn(0);
                assertThatThrownBy(() -> peer.getInputStream().read())
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }
    }

    @Test
    void aSocketForIpv6TakesBothFamilies() throws Exception {
        Assumptions.assumeTrue(hasV6(), "this machine has no IPv6");
        try (TcpSocket socket = socket(INET6);
                TcpListener listener =
                        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::"), 0))
                                .listen(16)) {
            int port = listener.localAddress().getPort();
            for (String host : List.of("::1", "127.0.0.1")) {
                var target = new InetSocketAddress(InetAddress.ofLiteral(host), port);
                try (TcpSocket client = socket(host.contains(":") ? INET6 : INET);
                        TcpStream near = loop.run(client.connect(target));
                        TcpStream far = loop.run(listener.accept())) {
                    assertThat(near.peerAddress()).isEqualTo(target);
                    assertThat(far.peerAddress()).isEqualTo(near.localAddress());
                }
            }
        }
    }

    private static boolean hasV6() {
        try (var probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void whatBecameSomethingElseIsUsedUp() throws Exception {
        try (var peers = TcpListener.bind(ANY_PORT, loop.reactor);
                TcpSocket socket = socket()) {
            TcpStream stream = loop.run(socket.connect(peers.localAddress()));
            assertThatThrownBy(() -> loop.run(socket.connect(peers.localAddress())))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> socket.listen(1)).isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(() -> socket.keepAlive(true))
                    .isInstanceOf(ClosedChannelException.class);
            assertThatThrownBy(socket::localAddress).isInstanceOf(ClosedChannelException.class);
            socket.close();
            assertThat(loop.run(stream.write(ByteBuffer.allocate(1))))
                    .as("the stream is not the socket's any more")
                    .isEqualTo(1);
        }
    }

    @Test
    void aBacklogOfNothingIsMisuse() throws IOException {
        try (TcpSocket socket = socket()) {
            assertThatThrownBy(() -> socket.listen(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least 1");
        }
    }

    /** In each state in which a socket can be given up, also by cancelling what it became. */
    @Test
    void nothingStaysBehind() throws Exception {
        InetSocketAddress nobody;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) gone.getLocalSocketAddress();
        }
        loop.reactor.turn(0);
        long before = TestLoop.openSockets();
        socket().close();
        socket().bind(ANY_PORT).close();
        assertThat(TestLoop.openSockets()).as("freed at once").isEqualTo(before);

        Future<TcpStream> neverPolled = socket().connect(nobody);
        assertThat(neverPolled.cancel(loop.cx)).isTrue();
        assertThatThrownBy(() -> loop.run(socket().connect(nobody)))
                .isInstanceOf(ConnectException.class);
        var unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThatThrownBy(() -> loop.run(socket().connect(unresolved)))
                .isInstanceOf(UnknownHostException.class);
        try (var peers = TcpListener.bind(ANY_PORT, loop.reactor)) {
            Future<TcpStream> connect = socket().connect(peers.localAddress());
            if (connect.poll(loop.cx) instanceof Poll.Ready<TcpStream>(var stream)) {
                stream.close();
            } else {
                assertThat(connect.cancel(loop.cx)).isTrue();
                assertThat(connect.cancel(loop.cx)).isTrue();
            }
        }
        socket().listen(1).close();
        assertThat(loop.comesToRest()).isTrue();
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    @Test
    void outsideOfARuntimeTheMendIsNamed() {
        assertThatThrownBy(TcpSocket::v4)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TcpSocket.v4");
        assertThatThrownBy(TcpSocket::v6)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TcpSocket.v6");
    }
}
