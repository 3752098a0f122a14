package yamanote.internal.reactor;

import static yamanote.internal.reactor.Readiness.READABLE;
import static yamanote.internal.reactor.Readiness.WRITABLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of readiness begin with: a loop, and streams with a blocking socket opposite. */
public abstract class SocketPairs {
    protected final ByteBuffer buffer = ByteBuffer.allocateDirect(1024);
    protected TestLoop loop;
    protected ServerSocket peers;

    /** On which the test runs. */
    protected abstract TestDriver driver();

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver());
        peers = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
        peers.close();
    }

    /** A registered, connected stream and the blocking socket at its other end. */
    protected record Pair(StreamSource stream, Socket peer) {
        public Registration registration() {
            return stream.registration();
        }
    }

    protected Pair pair() throws IOException {
        StreamSource stream = loop.reactor.openStream(StandardProtocolFamily.INET);
        if (!stream.connect(peers.getLocalSocketAddress())) {
            loop.turnUntil(() -> (stream.registration().word() & WRITABLE) != 0);
            if (!stream.finishConnect()) {
                throw new AssertionError("writable and not connected");
            }
        }
        return new Pair(stream, peers.accept());
    }

    protected void send(Pair pair, int bytes) throws IOException {
        pair.peer.getOutputStream().write(new byte[bytes]);
    }

    protected void untilReadable(Pair pair) throws IOException {
        loop.turnUntil(() -> (pair.registration().word() & READABLE) != 0);
    }

    protected int read(Pair pair, int room) throws IOException {
        return pair.stream.read(buffer.clear().limit(room));
    }
}
