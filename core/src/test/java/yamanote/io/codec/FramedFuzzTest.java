package yamanote.io.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.io.Bytes;
import yamanote.io.IoStatus;
import yamanote.io.ScriptRead;
import yamanote.io.ScriptWrite;

/**
 * Random items over writers that take a few bytes at a time, sends that are cancelled at random,
 * and chunks of all sizes, against what an array holds. {@code -Dyamanote.fuzz=1000000} runs
 * longer; the failure names the seed.
 */
class FramedFuzzTest {
    private static final int ROUNDS = Integer.getInteger("yamanote.fuzz", 500);

    private final Context cx = Context.noop();

    private interface Round {
        void run(Random random) throws Exception;
    }

    private static void rounds(Round round) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            try {
                round.run(new Random(seed));
            } catch (Throwable t) {
                throw new AssertionError("seed " + seed, t);
            }
        }
    }

    private static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 20_000 : 100)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Each is on the wire whole or not at all, in order; the buffer holds at most one too many. */
    @Test
    void sendsThatAreCancelledAnywhereLeaveWholeFrames() {
        rounds(random -> {
            ScriptWrite sink = new ScriptWrite();
            FramedWrite<byte[]> frames = FramedWrite.of(sink, LengthDelimitedCodec.create());
            Bytes expected = new Bytes();
            for (int i = random.nextInt(40); i > 0; i--) {
                sink.most = 1 + random.nextInt(random.nextBoolean() ? 10 : 10_000);
                sink.waits = random.nextBoolean();
                sink.flushWaits = random.nextBoolean();
                byte[] item = bytes(random);
                int before = sink.taken.size() + frames.buffered();
                Future<?> send = random.nextBoolean() ? frames.send(item) : frames.feed(item);
                int polls = random.nextInt(20);
                while (polls-- > 0 && send.poll(cx).isPending()) {}
                send.cancel(cx);
                int grown = sink.taken.size() + frames.buffered() - before;
                if (grown > 0) {
                    assertThat(grown).isEqualTo(Integer.BYTES + item.length);
                    LengthDelimitedCodec.create().encode(item, expected);
                }
                assertThat(frames.buffered())
                        .isLessThan(FrameWriting.BOUNDARY + Integer.BYTES + 20_000);
            }
            Future<?> close = frames.closeAsync();
            while (close.poll(cx).isPending()) {}
            assertThat(sink.taken.toByteArray()).isEqualTo(expected.toByteArray());
        });
    }

    /** A reader cut into chunks, which are read as one again. */
    @Test
    void chunksOfAReaderReadAsOneAgain() {
        rounds(random -> {
            byte[] wire = bytes(random);
            int size = 1 + random.nextInt(50);
            StreamReader reader =
                    StreamReader.of(ReaderStream.of(ScriptRead.pieces(wire, random), size));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(100));
            int n = 0;
            while (n >= 0) {
                n = random.nextBoolean() ? read(reader, target) : consume(reader, target);
                assertThat(target.position()).isEqualTo(Math.max(0, n));
                all.write(target.array(), 0, target.position());
            }
            assertThat(all.toByteArray()).isEqualTo(wire);
        });
    }

    private int read(StreamReader reader, ByteBuffer target) throws Exception {
        int n = reader.pollRead(cx, target.clear());
        return n == IoStatus.PENDING ? 0 : n;
    }

    /** Some of what it has; -1 if that is nothing. */
    private int consume(StreamReader reader, ByteBuffer target) throws Exception {
        target.clear();
        ByteBuffer filled = reader.pollFill(cx);
        if (filled == null) {
            return 0;
        }
        if (!filled.hasRemaining()) {
            return -1;
        }
        int n = Math.min(filled.remaining(), target.remaining());
        target.put(filled.slice(filled.position(), n));
        reader.consume(n);
        return n;
    }
}
