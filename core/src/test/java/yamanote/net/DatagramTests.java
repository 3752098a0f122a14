package yamanote.net;

import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/**
 * What tests of datagrams begin with: a loop and two sockets. A machine at its limits may lose a
 * datagram even on the way to itself, so whoever waits for one has it sent again.
 */
abstract class DatagramTests {
    private static final long RESEND = Duration.ofSeconds(3).toNanos();
    private static final int ATTEMPTS = 10;

    final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    TestLoop loop;
    UdpSocket near;
    UdpSocket far;

    abstract TestDriver driver();

    /** Makes something happen that a future waits for. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }

    @BeforeEach
    void open() throws IOException {
        loop = new TestLoop(driver());
        near = UdpSocket.bind(ANY_PORT, loop.reactor);
        far = UdpSocket.bind(ANY_PORT, loop.reactor);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What was put into {@link #buffer}, which is empty then. */
    String received() {
        buffer.flip();
        String text = StandardCharsets.US_ASCII.decode(buffer).toString();
        buffer.clear();
        return text;
    }

    void sendToFar(String text) throws Exception {
        loop.run(near.sendTo(bytes(text), far.localAddress()));
    }

    /** Polls {@code waiting} to its end, as a task would, with {@code sends} now and again. */
    <T extends @Nullable Object> T after(Action sends, Future<T> waiting) throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            sends.run();
            long start = System.nanoTime();
            while (System.nanoTime() - start < RESEND) {
                int before = loop.wakes.get();
                if (waiting.poll(loop.cx) instanceof Poll.Ready<T>(T value)) {
                    return value;
                }
                while (loop.wakes.get() == before && System.nanoTime() - start < RESEND) {
                    loop.shortTurn();
                }
            }
        }
        throw new AssertionError("still pending: " + waiting);
    }
}
