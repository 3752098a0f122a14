package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;

/** BufReader, BufWriter, BufStream and the pool that they use. */
class BufferedTest {
    private final Hand hand = new Hand();

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes());
    }

    @Test
    void readsOfSmallPiecesAreFewReads() throws Exception {
        ScriptRead script = ScriptRead.of("abcdefgh");
        BufReader reader = BufReader.of(script, 8);
        for (int i = 0; i < 8; i++) {
            assertThat(hand.ready(reader.readByte())).isEqualTo((byte) ('a' + i));
        }
        assertThat(script.polls).isEqualTo(1);
        assertThat(hand.ready(reader.read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    }

    @Test
    void aLargeReadGoesPastTheEmptyBuffer() throws Exception {
        BufReader reader = BufReader.of(ScriptRead.of("abcdefgh"), 4);
        ByteBuffer target = ByteBuffer.allocate(8);
        assertThat(hand.ready(reader.read(target))).isEqualTo(8);
        assertThat(reader.buffered()).isZero();
    }

    /** B264: awaited close flushes, which dropping in Rust cannot. */
    @Test
    void closeFlushesAndWithoutItTheBytesAreLost() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.waits = true;
        out.flushWaits = true;
        BufWriter writer = BufWriter.of(out);
        hand.ready(writer.writeAll(bytes("abc")));
        assertThat(out.text()).isEmpty();
        Future<?> close = hand.pending(writer.closeAsync());
        hand.pending(close);
        hand.ready(close);
        assertThat(out.text()).isEqualTo("abc");
        assertThat(out.flushes).isEqualTo(1);
        assertThat(out.shutdowns).isZero();
        hand.pending(writer.closeAsync());
        assertThatThrownBy(() -> writer.write(bytes("d")).poll(hand.cx))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTryThatFailsFlushesAsWell() throws Exception {
        ScriptWrite out = new ScriptWrite();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(() -> {
                                try (var writer = BufWriter.of(out)) {
                                    writer.writeAll(bytes("abc")).await();
                                    throw new IOException("later");
                                }
                            }))
                    .hasMessage("later");
        }
        assertThat(out.text()).isEqualTo("abc");
    }

    @Test
    void aCloseThatFailedDoesNotFailAgain() throws Exception {
        ScriptWrite out = new ScriptWrite();
        BufWriter writer = BufWriter.of(out);
        hand.ready(writer.writeAll(bytes("abc")));
        out.failure = new IOException("gone");
        assertThatThrownBy(() -> writer.closeAsync().poll(hand.cx)).hasMessage("gone");
        hand.ready(writer.closeAsync());
    }

    @Test
    void writesAreGatheredUpToTheSize() throws Exception {
        ScriptWrite out = new ScriptWrite();
        BufWriter writer = BufWriter.of(out, 4);
        hand.ready(writer.writeAll(bytes("abc")));
        hand.ready(writer.writeAll(bytes("de")));
        assertThat(out.text()).isEqualTo("abc");
        hand.ready(writer.writeAll(bytes("012345")));
        assertThat(out.text()).isEqualTo("abcde012345");
        assertThat(out.writes).isEqualTo(3);
        hand.ready(writer.shutdown());
        assertThat(out.shutdowns).isEqualTo(1);
    }

    @Test
    void aWriterThatTakesNothingFailsTheFlush() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.most = 0;
        BufWriter writer = BufWriter.of(out, 4);
        hand.ready(writer.writeAll(bytes("ab")));
        assertThatThrownBy(() -> writer.flush().poll(hand.cx)).hasMessageContaining("2 bytes");
    }

    /** Takes no lock, asks no task: a stream with a position, one wait a seek. */
    private static final class Seekable implements AsyncRead, AsyncSeek {
        long position;
        boolean waits;

        @Override
        public int pollRead(Context cx, ByteBuffer target) {
            target.put((byte) position++);
            return 1;
        }

        @Override
        public void startSeek(long offset, SeekFrom from) throws IOException {
            long to = from == SeekFrom.CURRENT ? position + offset : offset;
            if (to < 0) {
                throw new IOException("before the start");
            }
            position = to;
            waits = true;
        }

        @Override
        public long pollSeek(Context cx) {
            if (waits) {
                waits = false;
                return IoStatus.PENDING;
            }
            return position;
        }
    }

    /** B265. */
    @Test
    void aSeekDropsTheBufferAndCountsFromWhatWasRead() throws Exception {
        Seekable file = new Seekable();
        BufReader reader = BufReader.of(file.chain(AsyncIo.empty()), 4);
        assertThatThrownBy(() -> reader.startSeek(0, SeekFrom.START))
                .isInstanceOf(UnsupportedOperationException.class);

        BufReader buffered = BufReader.of(file, 4);
        file.position = 10;
        hand.ready(buffered.fillBuf());
        assertThat(file.position).isEqualTo(11);
        // We stand at 10, one byte is ahead.
        Future<Long> seek = hand.pending(buffered.seek(5, SeekFrom.CURRENT));
        assertThat(hand.ready(seek)).isEqualTo(15);
        assertThat(buffered.buffered()).isZero();
        assertThat(hand.ready(buffered.readByte())).isEqualTo((byte) 15);
        assertThat(hand.ready(hand.pending(buffered.rewind()))).isZero();
    }

    /** B265, the two steps: what is ahead and the offset do not fit into one long. */
    @Test
    void aSeekThatUnderflowsGoesInTwoSteps() throws Exception {
        long[] seen = new long[2];
        int[] seeks = {0};
        class Deep implements AsyncRead, AsyncSeek {
            @Override
            public int pollRead(Context cx, ByteBuffer target) {
                target.put((byte) 1).put((byte) 2);
                return 2;
            }

            @Override
            public void startSeek(long offset, SeekFrom from) {
                seen[seeks[0]++] = offset;
            }

            @Override
            public long pollSeek(Context cx) {
                return 7;
            }
        }
        BufReader reader = BufReader.of(new Deep(), 4);
        hand.ready(reader.fillBuf());
        assertThat(hand.ready(reader.seek(Long.MIN_VALUE, SeekFrom.CURRENT))).isEqualTo(7);
        assertThat(seen).containsExactly(-2, Long.MIN_VALUE);
    }

    @Test
    void anIdleStreamHoldsNoBufferOfThePool() throws Exception {
        BufferPool pool = BufferPool.direct(16, 1);
        ScriptRead in = ScriptRead.of(ScriptRead.WAIT, "ab", ScriptRead.WAIT);
        ScriptWrite out = new ScriptWrite();
        BufStream stream = BufStream.of(AsyncIo.join(in, out), pool);
        ByteBuffer kept = pool.take();
        pool.give(kept);
        hand.pending(stream.fillBuf());
        assertThat(pool.take()).isSameAs(kept);
        pool.give(kept);
        hand.ready(stream.fillBuf());
        assertThat(pool.take()).isNotSameAs(kept);
        stream.consume(2);
        assertThat(pool.take()).isSameAs(kept);
        pool.give(kept);
        hand.ready(stream.writeAll(bytes("abc")));
        assertThat(pool.take()).isNotSameAs(kept);
        hand.ready(stream.flush());
        assertThat(pool.take()).isSameAs(kept);
    }

    @Test
    void thePoolTakesOnlyItsOwn() {
        BufferPool pool = BufferPool.heap(16, 2);
        assertThatThrownBy(() -> pool.give(ByteBuffer.allocate(8)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pool.give(ByteBuffer.allocateDirect(16)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BufferPool.heap(0, 1))
                .isInstanceOf(IllegalArgumentException.class);
        pool.give(pool.take().limit(3));
        assertThat(pool.take().remaining()).isEqualTo(16);
    }

    @Test
    void anAsyncBodyReadsLines() throws Exception {
        Future<Integer> count =
                async(() -> {
                    Lines lines = BufReader.of(ScriptRead.of("a\nb\nc")).lines();
                    int n = 0;
                    while (lines.next().await() instanceof String line) {
                        n += line.length();
                    }
                    return n;
                });
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThat(runtime.blockOn(count)).isEqualTo(3);
        }
    }
}
