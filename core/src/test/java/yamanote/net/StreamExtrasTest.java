package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/** Peeking, several buffers at once, borrowed halves, accepting in lease form. */
@OnEachDriver
@Timeout(60)
class StreamExtrasTest {
    @Parameter TestDriver driver;

    private final ByteBuffer buffer = ByteBuffer.allocate(64);
    private TestLoop loop;
    private TcpListener listener;
    private TcpStream near;
    private TcpStream far;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        listener = TcpListener.bind(ANY_PORT, loop.reactor);
        near = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        far = loop.run(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer filled) {
        return StandardCharsets.US_ASCII.decode(filled.flip()).toString();
    }

    private void onlyOnEpoll() {
        Assumptions.assumeTrue(driver == TestDriver.EPOLL, "NIO does not have it");
    }

    /** B277. */
    @Test
    void peekShowsTheSameBytesAgainAndAgain() throws Exception {
        onlyOnEpoll();
        Future<Integer> early = far.peek(buffer);
        assertThat(early.poll(loop.cx).isPending()).isTrue();
        loop.run(near.writeAll(bytes("peekaboo")));
        assertThat(loop.run(early)).isEqualTo(8);
        assertThat(text(buffer)).isEqualTo("peekaboo");
        assertThat(loop.run(far.peek(buffer.clear().limit(4)))).isEqualTo(4);
        assertThat(text(buffer)).isEqualTo("peek");
        assertThat(loop.run(far.split().reader().peek(buffer.clear()))).isEqualTo(8);
        assertThat(loop.run(far.read(buffer.clear()))).isEqualTo(8);
        assertThat(text(buffer)).isEqualTo("peekaboo");
        assertThat(far.peek(buffer.clear()).poll(loop.cx).isPending()).isTrue();
        near.close();
        assertThat(loop.run(far.peek(buffer))).isEqualTo(-1);
        assertThatThrownBy(() -> far.peek(buffer.asReadOnlyBuffer()).poll(loop.cx))
                .isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void aCancelledPeekTakesNothing() throws Exception {
        onlyOnEpoll();
        Future<Integer> peek = far.peek(buffer);
        assertThat(peek.poll(loop.cx).isPending()).isTrue();
        assertThat(peek.cancel(loop.cx)).isTrue();
        assertThatThrownBy(() -> peek.poll(loop.cx)).isInstanceOf(IllegalStateException.class);
        loop.run(near.writeAll(bytes("x")));
        assertThat(loop.run(far.read(buffer))).isEqualTo(1);
    }

    @Test
    void whatNioCannotDoNamesTheMend() {
        Assumptions.assumeTrue(driver == TestDriver.NIO);
        assertThatThrownBy(() -> far.peek(buffer))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("peek")
                .hasMessageContaining("EPOLL");
        assertThatThrownBy(() -> far.takeError())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("takeError")
                .hasMessageContaining("EPOLL");
    }

    @Test
    void takeErrorTellsOfAResetOnce() throws Exception {
        onlyOnEpoll();
        assertThat(far.takeError()).isNull();
        near.option(StandardSocketOptions.SO_LINGER, 0).close();
        loop.run(far.readable());
        assertThat(far.takeError()).hasMessageContaining("reset");
        assertThat(far.takeError()).isNull();
        far.close();
        assertThatThrownBy(() -> far.takeError()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void severalBuffersGoOutAndComeInByOneCall() throws Exception {
        ByteBuffer[] out = {bytes("head"), bytes(""), bytes("er and bo"), bytes("dy")};
        assertThat(near.isWriteVectored()).isTrue();
        assertThat(near.tryWrite(out)).isEqualTo(15);
        assertThat(out).noneMatch(ByteBuffer::hasRemaining);
        loop.run(far.readable());
        ByteBuffer[] in = {
            ByteBuffer.allocate(6), ByteBuffer.allocateDirect(5), ByteBuffer.allocate(20)
        };
        assertThat(far.tryRead(in)).isEqualTo(15);
        assertThat(text(in[0]) + "|" + text(in[1]) + "|" + text(in[2]))
                .isEqualTo("header| and |body");
        assertThat(far.tryRead(new ByteBuffer[] {ByteBuffer.allocate(1)})).isZero();
        assertThat(near.tryWrite(new ByteBuffer[] {ByteBuffer.allocate(0)})).isZero();
        assertThat(far.tryRead(new ByteBuffer[0])).isZero();
        near.close();
        loop.run(far.readable());
        assertThat(far.tryRead(new ByteBuffer[] {ByteBuffer.allocate(1)})).isEqualTo(-1);
    }

    /** More than one call, and one socket, can take: byte for byte, from buffers of all kinds. */
    @Test
    void muchInSeveralBuffersArrivesAsItWas() throws Exception {
        byte[] all = new byte[1 << 20];
        new java.util.Random(42).nextBytes(all);
        ByteBuffer direct = ByteBuffer.allocateDirect(300_000).put(all, 100, 300_000).flip();
        ByteBuffer[] out = {
            ByteBuffer.wrap(all, 0, 100),
            direct,
            ByteBuffer.wrap(all, 300_100, 70_000),
            ByteBuffer.wrap(all, 370_100, all.length - 370_100)
        };
        ByteBuffer received = ByteBuffer.allocate(all.length);
        Future<Long> write = near.write(out);
        while (received.hasRemaining()) {
            if (write.poll(loop.cx).isReady()) {
                write = near.write(out);
            }
            var rest = received.slice();
            int third = rest.remaining() / 3;
            ByteBuffer[] in = {rest.slice(0, third), rest.slice(third, rest.remaining() - third)};
            long n = far.tryRead(in);
            received.position(received.position() + (int) n);
            loop.reactor.turn(0);
        }
        assertThat(received.array()).isEqualTo(all);
        assertThat(out).noneMatch(ByteBuffer::hasRemaining);
    }

    @Test
    void aVectoredWriteThatMustWaitIsWokenByTheReader() throws Exception {
        ByteBuffer much = ByteBuffer.allocateDirect(1 << 20);
        while (near.tryWrite(much.clear()) > 0) {}
        Future<Long> write = near.write(new ByteBuffer[] {bytes("a"), bytes("b")});
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        ByteBuffer drain = ByteBuffer.allocateDirect(1 << 20);
        loop.turnUntil(() -> {
            try {
                far.tryRead(drain.clear());
                return write.poll(loop.cx).isReady();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void vectoredCallsOnAClosedStreamSaySo() {
        near.close();
        ByteBuffer[] one = {ByteBuffer.allocate(1)};
        assertThatThrownBy(() -> near.tryRead(one)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> near.tryWrite(one)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(near.write(one)))
                .isInstanceOf(SocketClosedException.class);
    }

    @Test
    void halvesReadAndWriteSeveralBuffers() throws Exception {
        try (var writer = near.split().writer();
                var reader = far.split().reader()) {
            assertThat(writer.isWriteVectored()).isTrue();
            assertThat(writer.tryWrite(new ByteBuffer[] {bytes("a"), bytes("b")})).isEqualTo(2);
            assertThat(loop.run(writer.write(new ByteBuffer[] {bytes("c")}))).isEqualTo(1);
            loop.run(reader.readable());
            assertThat(reader.tryRead(new ByteBuffer[] {buffer})).isEqualTo(3);
            assertThat(text(buffer)).isEqualTo("abc");
        }
    }

    @Test
    void closingBorrowedHalvesLeavesTheStreamAlone() throws Exception {
        TcpHalves halves = near.borrow();
        loop.run(halves.writer().writeAll(bytes("1")));
        halves.writer().close();
        halves.reader().close();
        assertThatThrownBy(() -> loop.run(halves.writer().writeAll(bytes("2"))))
                .isInstanceOf(SocketClosedException.class)
                .hasMessageContaining("writing half");
        assertThatThrownBy(() -> halves.reader().tryRead(buffer))
                .isInstanceOf(SocketClosedException.class)
                .hasMessageContaining("reading half");
        loop.run(near.writeAll(bytes("3")));
        assertThat(loop.run(far.read(buffer.limit(1)))).isEqualTo(1);
        assertThat(loop.run(far.read(buffer.limit(2)))).isEqualTo(1);
        assertThat(text(buffer)).isEqualTo("13");
        assertThat(far.read(buffer.clear()).poll(loop.cx).isPending()).as("no end").isTrue();
    }

    @Test
    void readableThenTryAccept() throws Exception {
        assertThat(listener.tryAccept()).isNull();
        Future<?> readable = listener.readable();
        assertThat(listener.readable()).isSameAs(readable);
        assertThat(readable.poll(loop.cx).isPending()).isTrue();
        TcpStream client = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        loop.run(readable);
        TcpStream accepted = listener.tryAccept();
        assertThat(accepted).isNotNull();
        assertThat(accepted.peerAddress()).isEqualTo(client.localAddress());
        assertThat(accepted.option(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(listener.tryAccept()).isNull();
        assertThat(readable.poll(loop.cx).isPending()).isTrue();
        listener.close();
        assertThatThrownBy(() -> loop.run(readable)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> listener.tryAccept()).isInstanceOf(SocketClosedException.class);
    }

    @Test
    void whoClosedASocketIsNamed() throws Exception {
        Future<Integer> read = near.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        Thread closer = new Thread(near::close, "the-closer");
        closer.start();
        closer.join();
        near.close();
        assertThatThrownBy(() -> loop.run(read))
                .isInstanceOf(SocketClosedException.class)
                .hasMessage("the socket was closed by thread the-closer");
        Future<Integer> other = far.read(buffer);
        assertThat(other.poll(loop.cx).isPending()).isTrue();
        loop.close();
        assertThatThrownBy(() -> other.poll(loop.cx))
                .hasMessage("the socket was closed by the shutdown of its runtime");
    }
}
