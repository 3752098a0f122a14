package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;

/** The default methods, over readers and writers of a few lines. */
class AsyncIoTest {
    private final Context cx = Context.noop();

    /** One byte, pending once, one byte, and so on, then the end. */
    private static AsyncRead trickle(int bytes) {
        return new AsyncRead() {
            private int polls;

            @Override
            public int pollRead(Context cx, ByteBuffer target) {
                if (polls == 2 * bytes) {
                    return IoStatus.END;
                }
                if (polls++ % 2 == 1) {
                    return IoStatus.PENDING;
                }
                target.put((byte) polls);
                return 1;
            }
        };
    }

    private static final class Sink implements AsyncWrite {
        final ByteBuffer taken = ByteBuffer.allocate(4);
        int shutdowns;

        @Override
        public int pollWrite(Context cx, ByteBuffer source) {
            if (!taken.hasRemaining()) {
                return 0;
            }
            taken.put(source.get());
            return 1;
        }

        @Override
        public boolean pollShutdown(Context cx) {
            return ++shutdowns > 1;
        }
    }

    @Test
    void readExactGoesOnWhereItWaited() throws Exception {
        ByteBuffer target = ByteBuffer.allocate(3);
        Future<?> exact = trickle(5).readExact(target);
        assertThat(exact.poll(cx).isPending()).isTrue();
        assertThat(target.position()).isEqualTo(1);
        assertThat(exact.poll(cx).isPending()).isTrue();
        assertThat(exact.poll(cx).isReady()).isTrue();
        assertThat(target.array()).containsExactly(1, 3, 5);
    }

    /** B249, but for Java's buffers: what was read before the end is there. */
    @Test
    void readExactAtTheEndThrowsAndKeepsWhatItRead() throws Exception {
        ByteBuffer target = ByteBuffer.allocate(3);
        Future<?> exact = trickle(1).readExact(target);
        assertThat(exact.poll(cx).isPending()).isTrue();
        assertThatThrownBy(() -> exact.poll(cx))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("2 bytes");
        assertThat(target.position()).isEqualTo(1);
        assertThatThrownBy(() -> exact.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readGivesTheNumberOrTheEnd() throws Exception {
        AsyncRead reader = trickle(1);
        assertThat(reader.read(ByteBuffer.allocate(3)).poll(cx).toString()).contains("value=1");
        Future<Integer> end = reader.read(ByteBuffer.allocate(3));
        assertThat(end.poll(cx).isPending()).isTrue();
        assertThat(end.poll(cx).toString()).contains("value=-1");
    }

    @Test
    void aCancelledOperationHasEnded() {
        Future<Integer> read = trickle(1).read(ByteBuffer.allocate(3));
        assertThat(read.cancel(cx)).isTrue();
        assertThat(read.cancel(cx)).isTrue();
        assertThatThrownBy(() -> read.poll(cx)).isInstanceOf(IllegalStateException.class);
    }

    /** B257. */
    @Test
    void aWriterThatTakesNothingFailsWriteAll() throws Exception {
        Sink sink = new Sink();
        assertThat(sink.writeAll(ByteBuffer.wrap(new byte[3])).poll(cx).isReady()).isTrue();
        ByteBuffer source = ByteBuffer.wrap(new byte[3]);
        assertThatThrownBy(() -> sink.writeAll(source).poll(cx))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 bytes");
        assertThat(source.position()).isEqualTo(1);
    }

    @Test
    void flushAndShutdownPollTheWriter() throws Exception {
        Sink sink = new Sink();
        assertThat(sink.flush().poll(cx).isReady()).isTrue();
        Future<?> shutdown = sink.shutdown();
        assertThat(shutdown.poll(cx).isPending()).isTrue();
        assertThat(shutdown.poll(cx).isReady()).isTrue();
    }
}
