package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/** Duplex and simplex. */
class PipeTest {
    private final Hand hand = new Hand();
    private final Hand other = new Hand();

    private static ByteBuffer bytes(int n) {
        return ByteBuffer.allocate(n);
    }

    @Test
    void bytesComeInOrderAroundTheRing() throws Exception {
        Simplex pipe = AsyncIo.simplex(7);
        int written = 0;
        int read = 0;
        while (read < 1000) {
            ByteBuffer source = bytes(5);
            for (int i = 0; i < 5; i++) {
                source.put(i, (byte) (written + i));
            }
            if (pipe.writer().pollWrite(hand.cx, source) >= 0) {
                written += source.position();
            }
            ByteBuffer target = bytes(3);
            if (pipe.reader().pollRead(hand.cx, target) > 0) {
                for (byte b : java.util.Arrays.copyOf(target.array(), target.position())) {
                    assertThat(b).isEqualTo((byte) read++);
                }
            }
        }
    }

    @Test
    void aWriterWaitsForRoomAndAReaderForBytes() throws Exception {
        Simplex pipe = AsyncIo.simplex(4);
        ByteBuffer target = bytes(8);
        Future<Integer> read = hand.pending(pipe.reader().read(target));
        assertThat(other.ready(pipe.writer().write(bytes(6)))).isEqualTo(4);
        assertThat(hand.wakes()).isEqualTo(1);
        Future<Integer> write = other.pending(pipe.writer().write(bytes(1)));
        assertThat(hand.ready(read)).isEqualTo(4);
        assertThat(other.wakes()).isEqualTo(1);
        assertThat(other.ready(write)).isEqualTo(1);
    }

    /** B263. */
    @Test
    void nothingIsMovedAtOnce() throws Exception {
        Duplex duplex = AsyncIo.duplex(2);
        assertThat(hand.ready(duplex.first().read(bytes(0)))).isZero();
        hand.ready(duplex.first().writeAll(bytes(2)));
        assertThat(hand.ready(duplex.first().write(bytes(0)))).isZero();
        duplex.second().close();
        assertThat(hand.ready(duplex.first().read(bytes(0)))).isZero();
        assertThatThrownBy(() -> duplex.first().write(bytes(0)).poll(hand.cx))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Broken pipe");
    }

    @Test
    void afterAShutdownThereIsNothingToWrite() throws Exception {
        Duplex duplex = AsyncIo.duplex(4);
        hand.ready(duplex.first().writeAll(bytes(2)));
        hand.ready(duplex.first().shutdown());
        hand.ready(duplex.first().shutdown());
        assertThatThrownBy(() -> duplex.first().write(bytes(1)).poll(hand.cx))
                .hasMessageStartingWith("Broken pipe");
        assertThat(hand.ready(duplex.second().read(bytes(8)))).isEqualTo(2);
        assertThat(hand.ready(duplex.second().read(bytes(8)))).isEqualTo(-1);
        hand.ready(duplex.second().writeAll(bytes(3)));
        assertThat(hand.ready(duplex.first().read(bytes(8)))).isEqualTo(3);
    }

    @Test
    void aCloseWakesBothSides() throws Exception {
        Duplex duplex = AsyncIo.duplex(1);
        Future<Integer> read = hand.pending(duplex.first().read(bytes(1)));
        hand.ready(duplex.first().writeAll(bytes(1)));
        Future<Integer> write = hand.pending(duplex.first().write(bytes(1)));
        Future<Integer> moved = other.pending(read);
        duplex.second().close();
        assertThat(other.wakes()).as("the last waker of the reader").isEqualTo(1);
        assertThat(hand.wakes()).as("the writer").isEqualTo(1);
        assertThat(other.ready(moved)).isEqualTo(-1);
        assertThatThrownBy(() -> write.poll(hand.cx)).hasMessageStartingWith("Broken pipe");
        assertThatThrownBy(() -> duplex.second().read(bytes(1)).poll(hand.cx))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aCancelledReadLosesNothing() throws Exception {
        Simplex pipe = AsyncIo.simplex(4);
        Future<Integer> read = hand.pending(pipe.reader().read(bytes(4)));
        read.cancel(hand.cx);
        other.ready(pipe.writer().writeAll(bytes(3)));
        assertThat(hand.ready(pipe.reader().read(bytes(4)))).isEqualTo(3);
    }

    @Test
    void aWakerThatThrowsOrComesBackHarmsNobody() throws Exception {
        Simplex pipe = AsyncIo.simplex(4);
        pipe.reader().read(bytes(4)).poll(Context.of(Hand.badWaker()));
        assertThat(other.ready(pipe.writer().write(bytes(2)))).isEqualTo(2);
        assertThat(hand.ready(pipe.reader().read(bytes(4)))).isEqualTo(2);

        ByteBuffer target = bytes(4);
        Context again =
                Context.of(
                        Waker.of(() -> {
                            try {
                                pipe.reader().pollRead(hand.cx, target);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        }));
        pipe.reader().read(bytes(4)).poll(again);
        assertThat(other.ready(pipe.writer().write(bytes(3)))).isEqualTo(3);
        assertThat(target.position()).isEqualTo(3);
    }

    @Test
    void aPipeWithoutRoomIsRefused() {
        assertThatThrownBy(() -> AsyncIo.duplex(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AsyncIo.simplex(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void emptyRepeatAndSink() throws Exception {
        assertThat(hand.ready(AsyncIo.empty().read(bytes(3)))).isEqualTo(-1);
        assertThat(hand.ready(AsyncIo.empty().fillBuf()).hasRemaining()).isFalse();
        ByteBuffer target = bytes(3);
        assertThat(hand.ready(AsyncIo.repeat((byte) 7).read(target))).isEqualTo(3);
        assertThat(target.array()).containsExactly(7, 7, 7);
        hand.ready(AsyncIo.sink().writeAll(bytes(100)));
        hand.ready(AsyncIo.sink().shutdown());
    }
}
