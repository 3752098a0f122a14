package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;

/** What the native driver alone can do. */
@Timeout(60)
class UdpNativeTest extends DatagramTests {
    @Override
    TestDriver driver() {
        return TestDriver.EPOLL;
    }

    @Test
    void whatIsPeekedAtStays() throws Exception {
        assertThat(after(() -> sendToFar("peek"), far.peek(buffer.limit(2)))).isEqualTo(2);
        assertThat(received()).isEqualTo("pe");
        assertThat(loop.run(far.peekFrom(buffer)))
                .isEqualTo(new Received<>(4, near.localAddress()));
        assertThat(received()).isEqualTo("peek");
        assertThat(loop.run(far.peekFrom(ByteBuffer.allocate(0))).sender())
                .isEqualTo(near.localAddress());
        assertThat(loop.run(far.receive(buffer))).isEqualTo(4);
    }

    @Test
    void anEmptyDatagramIsSentByAConnectedSocket() throws Exception {
        near.connect(far.localAddress());
        assertThat(after(() -> loop.run(near.send(bytes(""))), far.receive(buffer))).isZero();
    }

    @Test
    void aConnectedSocketSendsToOthers() throws Exception {
        near.connect(near.localAddress());
        after(() -> sendToFar("other"), far.receive(buffer));
        assertThat(received()).isEqualTo("other");
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.US_ASCII.decode(bytes.duplicate()).toString();
    }

    @Test
    void aBatchIsSentAndReceivedInOrder() throws Exception {
        DatagramBatch out = near.newBatch(4, 16);
        DatagramBatch in = far.newBatch(8, 16);
        List<String> came = new ArrayList<>();
        Action sends =
                () -> {
                    out.clear();
                    for (int i = 0; i < 4; i++) {
                        out.add(bytes("number " + i), far.localAddress());
                    }
                    assertThat(out.isFull()).isTrue();
                    while (!out.isEmpty()) {
                        loop.run(near.sendMany(out));
                    }
                };
        while (came.size() < 4) {
            int n = after(sends, far.receiveMany(in));
            came.clear();
            for (int i = 0; i < n; i++) {
                came.add(text(in.bytes(i)));
                assertThat(in.address(i)).isEqualTo(near.localAddress());
                assertThat(in.isTruncated(i)).isFalse();
            }
        }
        assertThat(came).startsWith("number 0", "number 1", "number 2", "number 3");
    }

    /** As it is, and changed. */
    @Test
    void aReceivedBatchGoesBackToItsSenders() throws Exception {
        try (UdpSocket other = UdpSocket.bind(ANY_PORT, loop.reactor)) {
            DatagramBatch batch = far.newBatch(4, 16);
            after(() -> sendToFar("a"), far.receiveMany(batch));
            after(() -> loop.run(far.sendMany(batch)), near.receive(buffer));
            assertThat(received()).isEqualTo("a");
            after(
                    () -> loop.run(other.sendTo(bytes("b"), far.localAddress())),
                    far.receiveMany(batch));
            batch.bytes(0).clear().put(bytes("answer")).flip();
            Action sends =
                    () -> {
                        while (!batch.isEmpty()) {
                            loop.run(far.sendMany(batch));
                        }
                    };
            after(sends, other.receive(buffer));
            assertThat(received()).isEqualTo("answer");
        }
    }

    @Test
    void aDatagramThatIsTooLongForTheBatchIsTruncatedAndSaysSo() throws Exception {
        DatagramBatch batch = far.newBatch(2, 4);
        after(() -> sendToFar("123456"), far.receiveMany(batch));
        assertThat(text(batch.bytes(0))).isEqualTo("1234");
        assertThat(batch.isTruncated(0)).isTrue();
        assertThatThrownBy(() -> addTo(far.newBatch(2, 4), "12345"))
                .isInstanceOf(BufferOverflowException.class);
    }

    private static void addTo(DatagramBatch batch, String text) {
        batch.add(bytes(text), null);
    }

    @Test
    void aConnectedSocketSendsWhatHasNoTarget() throws Exception {
        DatagramBatch batch = near.newBatch(1, 16);
        addTo(batch, "nowhere");
        assertThat(batch.address(0)).isNull();
        assertThatThrownBy(() -> loop.run(near.sendMany(batch)))
                .isInstanceOf(java.nio.channels.NotYetConnectedException.class);
        assertThat(batch.size()).isEqualTo(1);
        batch.skip();
        assertThat(batch.isEmpty()).isTrue();
        batch.clear();
        near.connect(far.localAddress());
        Action sends =
                () -> {
                    batch.clear();
                    addTo(batch, "there");
                    loop.run(near.sendMany(batch));
                };
        after(sends, far.receive(buffer));
        assertThat(received()).isEqualTo("there");
    }

    @Test
    void aFullBatchTakesNoMoreAndItsIndexesAreChecked() throws IOException {
        DatagramBatch batch = near.newBatch(1, 4);
        assertThat(batch.capacity()).isEqualTo(1);
        addTo(batch, "a");
        assertThatThrownBy(() -> addTo(batch, "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("clear()");
        assertThatThrownBy(() -> batch.bytes(1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> near.newBatch(0, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCancelledReceiveManyLosesNothing() throws Exception {
        DatagramBatch batch = far.newBatch(4, 16);
        assertThat(far.tryReceiveMany(batch)).isZero();
        Future<Integer> receive = far.receiveMany(batch);
        assertThat(receive.poll(loop.cx).isPending()).isTrue();
        after(() -> sendToFar("kept"), far.readable());
        assertThat(receive.cancel(loop.cx)).isTrue();
        assertThat(batch.isEmpty()).isTrue();
        assertThat(after(() -> {}, far.receiveMany(batch))).isPositive();
        assertThat(text(batch.bytes(0))).isEqualTo("kept");
    }

    @Test
    void nioRefusesAtOnceAndNamesTheDriver() throws IOException {
        try (var nio = new TestLoop(TestDriver.NIO);
                UdpSocket socket = UdpSocket.bind(ANY_PORT, nio.reactor)) {
            DatagramBatch batch = near.newBatch(1, 1);
            List<org.assertj.core.api.ThrowableAssert.ThrowingCallable> calls =
                    List.of(
                            () -> socket.peek(buffer),
                            () -> socket.peekFrom(buffer),
                            () -> socket.newBatch(1, 1),
                            () -> socket.receiveMany(batch),
                            () -> socket.tryReceiveMany(batch),
                            () -> socket.sendMany(batch),
                            () -> socket.trySendMany(batch),
                            () -> UnixDatagram.unbound(nio.reactor),
                            () -> UnixDatagram.pair(nio.reactor));
            for (var call : calls) {
                assertThatThrownBy(call)
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessageContaining("driver(DriverChoice.EPOLL)");
            }
            socket.connect(near.localAddress());
            assertThatThrownBy(() -> nio.run(socket.send(bytes(""))))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("driver(DriverChoice.EPOLL)");
        }
    }
}
