package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

@OnEachDriver
@Timeout(60)
class TcpStreamTest {
    @Parameter TestDriver driver;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private TestLoop loop;
    private TcpListener listener;
    private TcpStream near;
    private TcpStream far;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        listener = TcpListener.bind(ANY_PORT, loop.reactor);
        near = loop.run(connect(listener.localAddress()));
        far = loop.run(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private ConnectFuture connect(InetSocketAddress address) {
        return new ConnectFuture(address, loop.reactor);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String received() {
        buffer.flip();
        return StandardCharsets.US_ASCII.decode(buffer).toString();
    }

    /** Fills the socket until it takes no more. */
    private void fill(TcpStream stream) throws IOException {
        ByteBuffer much = ByteBuffer.allocateDirect(1 << 20);
        while (stream.tryWrite(much.clear()) > 0) {}
    }

    @Test
    void whatOneSideWritesTheOtherReads() throws Exception {
        loop.run(near.writeAll(bytes("hello")));
        assertThat(loop.run(far.read(buffer))).isEqualTo(5);
        assertThat(received()).isEqualTo("hello");
        assertThat(loop.run(far.write(bytes("bye")))).isEqualTo(3);
        assertThat(loop.run(near.read(buffer.clear()))).isEqualTo(3);
        assertThat(received()).isEqualTo("bye");
    }

    @Test
    void aReadThatMustWaitIsWokenByTheData() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        int wakes = loop.wakes.get();
        loop.run(near.writeAll(bytes("late")));
        loop.turnUntil(() -> loop.wakes.get() > wakes);
        assertThat(loop.run(read)).isEqualTo(4);
        assertThatThrownBy(() -> read.poll(loop.cx)).isInstanceOf(IllegalStateException.class);
    }

    /** Pitfall 1: no event follows for what a small buffer left behind, and none is needed. */
    @Test
    void aSmallBufferReadsTheRestWithoutATurn() throws Exception {
        loop.run(near.writeAll(bytes("12345678")));
        assertThat(loop.run(far.read(buffer.limit(4)))).isEqualTo(4);
        assertThat(far.read(buffer.limit(8)).poll(loop.cx).isReady()).isTrue();
        assertThat(received()).isEqualTo("12345678");
    }

    @Test
    void aCancelledReadLosesNothing() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        assertThat(read.cancel(loop.cx)).isTrue();
        loop.run(near.writeAll(bytes("kept")));
        Future<Integer> woken = far.read(buffer);
        assertThat(woken.poll(loop.cx).isPending()).isTrue();
        loop.turnUntil(() -> ready(far));
        assertThat(woken.cancel(loop.cx)).isTrue();
        assertThat(far.read(buffer).poll(loop.cx).isReady()).isTrue();
        assertThat(received()).isEqualTo("kept");
    }

    private boolean ready(TcpStream stream) {
        try {
            return stream.readable().poll(loop.cx).isReady();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** The lease form: no buffer while nothing is there. */
    @Test
    void readableThenTryRead() throws Exception {
        assertThat(far.tryRead(buffer)).isZero();
        loop.run(near.writeAll(bytes("lease")));
        loop.run(far.readable());
        loop.run(far.readable());
        assertThat(far.tryRead(buffer)).isEqualTo(5);
        assertThat(far.tryRead(buffer)).isZero();
        assertThat(far.readable().poll(loop.cx).isPending()).isTrue();
        assertThat(far.readable()).isSameAs(far.readable());
    }

    /** B268: only would-block clears; a full or empty buffer says nothing about the socket. */
    @Test
    void aBufferWithoutRoomLeavesReadinessAlone() throws Exception {
        loop.run(near.writeAll(bytes("x")));
        loop.run(far.readable());
        ByteBuffer none = ByteBuffer.allocate(0);
        assertThat(far.tryRead(none)).isZero();
        assertThat(loop.run(far.read(none))).isZero();
        assertThat(far.tryWrite(none)).isZero();
        assertThat(loop.run(far.write(none))).isZero();
        assertThat(ready(far)).isTrue();
        assertThat(far.tryRead(buffer)).isEqualTo(1);
    }

    @Test
    void writingWaitsWhileThePeerDoesNotReadAndGoesOnWhenItDoes() throws Exception {
        fill(near);
        Future<Integer> write = near.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(near.tryWrite(bytes("more"))).isZero();
        long total = 0;
        Context reader = Context.noop();
        while (write.poll(loop.cx).isPending()) {
            loop.reactor.turn(0);
            if (far.read(buffer.clear()).poll(reader).isReady()) {
                total += buffer.position();
            }
        }
        assertThat(total).isPositive();
    }

    @Test
    void readExactFillsTheBufferAndTellsOfAnEarlyEnd() throws Exception {
        loop.run(near.writeAll(bytes("123")));
        Future<?> exact = far.readExact(buffer.limit(6));
        assertThat(loop.run(far.readable())).isNull();
        assertThat(exact.poll(loop.cx).isPending()).isTrue();
        loop.run(near.writeAll(bytes("456789")));
        loop.run(exact);
        assertThat(received()).isEqualTo("123456");
        loop.run(near.shutdown());
        // B249
        assertThatThrownBy(() -> loop.run(far.readExact(buffer.clear())))
                .isInstanceOf(EOFException.class);
        assertThat(received()).isEqualTo("789");
    }

    /** Pitfall 7, this side first: the other direction stays open. */
    @Test
    void afterShutdownThePeerReadsTheEndAndMayStillWrite() throws Exception {
        loop.run(near.writeAll(bytes("last")));
        loop.run(near.shutdown());
        loop.run(near.shutdown()); // B276
        assertThat(loop.run(far.read(buffer))).isEqualTo(4);
        assertThat(loop.run(far.read(buffer.clear()))).isEqualTo(-1);
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
        assertThat(far.tryRead(buffer)).isEqualTo(-1);
        loop.run(far.writeAll(bytes("answer")));
        assertThat(loop.run(near.read(buffer))).isEqualTo(6);
        assertThatThrownBy(() -> loop.run(near.write(bytes("no"))))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketClosedException.class);
        assertThat(loop.comesToRest()).isTrue();
    }

    /** Pitfall 7 and B270: the end is final, needs no further event and does not spin. */
    @Test
    void theEndWakesAWaitingReaderAndStays() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        near.close();
        assertThat(loop.run(read)).isEqualTo(-1);
        assertThat(ready(far)).isTrue();
        assertThat(ready(far)).isTrue();
        assertThat(loop.comesToRest()).isTrue();
    }

    /** Pitfall 7: both directions end at once. */
    @Test
    void aResetEndsAWaitingReaderAndThenWriters() throws Exception {
        Future<Integer> read = far.read(buffer);
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        near.option(StandardSocketOptions.SO_LINGER, 0).close();
        assertThatThrownBy(() -> loop.run(read))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("reset");
        assertThatThrownBy(() -> loop.run(far.writeAll(bytes("x"))))
                .isInstanceOf(IOException.class);
        assertThat(ready(far)).isTrue();
        loop.run(far.shutdown()); // B276
        assertThat(loop.comesToRest()).isTrue();
    }

    @Test
    void aResetEndsAWriterThatWaits() throws Exception {
        fill(near);
        Future<Integer> write = near.write(bytes("more"));
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        far.option(StandardSocketOptions.SO_LINGER, 0).close();
        assertThatThrownBy(() -> loop.run(write)).isInstanceOf(IOException.class);
    }

    @Test
    void closingEndsWaitersOfBothDirections() throws Exception {
        fill(near);
        Future<Integer> read = near.read(buffer);
        Future<Integer> write = near.write(bytes("more"));
        Future<?> readable = near.readable();
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(readable.poll(loop.cx).isPending()).isTrue();
        near.close();
        near.close();
        assertThatThrownBy(() -> loop.run(read))
                .isInstanceOf(SocketClosedException.class)
                .isInstanceOf(AsynchronousCloseException.class);
        assertThatThrownBy(() -> loop.run(write)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(readable)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> near.tryRead(buffer)).isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(() -> loop.run(near.shutdown()))
                .isInstanceOf(SocketClosedException.class);
        assertThatThrownBy(near::peerAddress).isInstanceOf(ClosedChannelException.class);
        assertThat(near).hasToString("TcpStream[closed]");
    }

    /** Pitfall 5. */
    @Test
    void aRefusedConnectThrowsAndLeavesNoDescriptor() throws Exception {
        InetSocketAddress nobody;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) taken.getLocalSocketAddress();
        }
        loop.reactor.turn(0);
        long before = TestLoop.openSockets();
        assertThatThrownBy(() -> loop.run(connect(nobody))).isInstanceOf(ConnectException.class);
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    @Test
    void anUnresolvedAddressIsAnUnknownHost() {
        var unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 1);
        assertThatThrownBy(() -> loop.run(connect(unresolved)))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
    }

    /** A connect to nowhere is pending until it is cancelled, which closes its socket. */
    @Test
    void aCancelledConnectLeavesNoDescriptor() throws Exception {
        loop.reactor.turn(0);
        long before = TestLoop.openSockets();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts: once the backlog is full, the system leaves connects unanswered.
            var address = (InetSocketAddress) full.getLocalSocketAddress();
            var waiting = new java.util.ArrayList<ConnectFuture>();
            var connected = new java.util.ArrayList<TcpStream>();
            ConnectFuture last;
            do {
                last = connect(address);
                waiting.add(last);
                var poll = last.poll(loop.cx);
                loop.shortTurn();
                if (poll.isPending()) {
                    poll = last.poll(loop.cx);
                }
                if (poll instanceof yamanote.future.Poll.Ready<TcpStream>(var stream)) {
                    connected.add(stream);
                    waiting.remove(last);
                }
            } while (waiting.isEmpty());
            assertThat(last.cancel(loop.cx)).isTrue();
            assertThat(last.cancel(loop.cx)).isTrue();
            connected.forEach(TcpStream::close);
        }
        loop.reactor.turn(0);
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    /** Pitfall 5: OP_CONNECT left on, or OP_WRITE in its place, would be ready for ever. */
    @Test
    void afterAConnectNothingSpins() throws IOException {
        assertThat(loop.comesToRest()).isTrue();
        assertThat(loop.shortTurn()).isZero();
    }

    /** Pitfall 12. */
    @Test
    void noDelayIsOnAtBothEnds() throws IOException {
        assertThat(near.option(StandardSocketOptions.TCP_NODELAY)).isTrue();
        assertThat(far.option(StandardSocketOptions.TCP_NODELAY)).isTrue();
    }

    @Test
    void optionsAndAddressesAreTheSockets() throws IOException {
        near.option(StandardSocketOptions.SO_KEEPALIVE, true)
                .option(StandardSocketOptions.SO_RCVBUF, 4096);
        assertThat(near.option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
        assertThat(near.localAddress()).isEqualTo(far.peerAddress());
        assertThat(near.peerAddress()).isEqualTo(listener.localAddress());
        assertThat(near.toString()).contains(String.valueOf(near.localAddress().getPort()));
    }

    /** Pitfall 13. */
    @Test
    void aSocketThatIsAlwaysReadyYieldsWhenTheBudgetIsSpent() throws Exception {
        loop.run(near.writeAll(bytes("0123456789")));
        loop.run(far.readable());
        loop.cx.budget(3);
        for (int i = 1; i <= 3; i++) {
            assertThat(far.read(buffer.limit(i)).poll(loop.cx).isReady()).isTrue();
        }
        int wakes = loop.wakes.get();
        assertThat(far.read(buffer.limit(4)).poll(loop.cx).isPending()).isTrue();
        assertThat(far.readable().poll(loop.cx).isPending()).isTrue();
        assertThat(near.write(bytes("x")).poll(loop.cx).isPending()).isTrue();
        assertThat(listener.accept().poll(loop.cx).isPending()).isTrue();
        assertThat(loop.wakes.get()).as("scheduled again each time").isEqualTo(wakes + 4);
        loop.cx.budget(1);
        assertThat(far.read(buffer.limit(4)).poll(loop.cx).isReady()).isTrue();
        assertThat(received()).isEqualTo("0123");
    }

    /** A Pending read charges nothing. */
    @Test
    void waitingSpendsNoBudget() throws Exception {
        loop.cx.budget(1);
        assertThat(far.read(buffer).poll(loop.cx).isPending()).isTrue();
        assertThat(loop.cx.budget()).isEqualTo(1);
    }
}
