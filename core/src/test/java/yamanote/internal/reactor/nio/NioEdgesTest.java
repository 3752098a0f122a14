package yamanote.internal.reactor.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.SHUT_DOWN;
import static yamanote.internal.reactor.Readiness.WRITABLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/** How edges are made of levels. */
@Timeout(60)
class NioEdgesTest {
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
    private TestLoop loop;
    private ServerSocket peers;

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(TestDriver.NIO);
        peers = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        peers.close();
    }

    /** A registered, connected stream and the blocking socket at its other end. */
    private record Pair(StreamSource stream, Socket peer) {
        Registration registration() {
            return stream.registration();
        }
    }

    private Pair pair() throws IOException {
        StreamSource stream = loop.reactor.openStream(StandardProtocolFamily.INET);
        if (!stream.connect(peers.getLocalSocketAddress())) {
            loop.turnUntil(() -> (stream.registration().word() & WRITABLE) != 0);
            assertThat(stream.finishConnect()).isTrue();
        }
        return new Pair(stream, peers.accept());
    }

    private void send(Pair pair, int bytes) throws IOException {
        pair.peer.getOutputStream().write(new byte[bytes]);
    }

    private void untilReadable(Pair pair) throws IOException {
        loop.turnUntil(() -> (pair.registration().word() & READABLE) != 0);
    }

    private int read(Pair pair, int room) throws IOException {
        return pair.stream.read(buffer.clear().limit(room));
    }

    /** Pitfall 2: as long as the task drains what comes, interest is never touched. */
    @Test
    void aTaskThatKeepsReadingLeavesTheInterestAlone() throws IOException {
        Pair pair = pair();
        var key = ((NioRegistration) pair.registration()).key();
        for (int i = 0; i < 10; i++) {
            assertThat(pair.registration().pollReadable(loop.cx)).isZero();
            send(pair, 8);
            untilReadable(pair);
            int seen = pair.registration().word();
            assertThat(read(pair, 1024)).isEqualTo(8);
            pair.registration().drained(seen, READABLE);
            assertThat(key.interestOps()).isEqualTo(SelectionKey.OP_READ);
        }
    }

    /** Pitfall 4: waiting for, and an event of, a socket whose key was cancelled. */
    @Test
    void aCancelledKeyNeverThrowsOutOfThePoller() throws IOException {
        Pair pair = pair();
        pair.registration().close();
        ((NioRegistration) pair.registration()).arm(READABLE);
        ((NioRegistration) pair.registration()).fired(1, true);
        assertThat(pair.registration().pollReadable(loop.cx) & SHUT_DOWN).isEqualTo(SHUT_DOWN);
    }

    /** A look that woke many makes the next glance pass, never a turn. */
    @Test
    void aGlanceAfterManyEventsIsLeftOut() throws IOException {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            pairs.add(pair());
        }
        for (Pair pair : pairs) {
            send(pair, 1);
        }
        assertThat(loop.reactor.turn(0)).isEqualTo(130);
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.glance()).isEqualTo(130);
        assertThat(loop.reactor.glance()).isZero();
        assertThat(loop.reactor.turn(0)).isEqualTo(130);
        for (Pair pair : pairs) {
            assertThat(read(pair, 8)).isEqualTo(1);
            pair.peer.close();
        }
    }
}
