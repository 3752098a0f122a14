package yamanote.io.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.AsyncIo;
import yamanote.io.Bytes;
import yamanote.io.Duplex;
import yamanote.io.Hand;
import yamanote.io.ScriptRead;
import yamanote.io.ScriptWrite;
import yamanote.runtime.AsyncRuntime;

class FramedTest {
    private final Hand hand = new Hand();

    private static FramedRead<String> lines(ScriptRead in) {
        return FramedRead.of(in, LinesCodec.withMaxLength(5));
    }

    /** Two bytes a frame; "!!" is none. */
    private static final class Pairs implements Decoder<String> {
        @Override
        public @Nullable String decode(Bytes in) throws IOException {
            if (in.size() < 2) {
                return null;
            }
            String pair = in.takeString(2);
            if (pair.equals("!!")) {
                throw new IOException("bad pair");
            }
            return pair;
        }
    }

    /** B315. */
    @Test
    void allFramesOfTheBufferComeBeforeTheNextRead() throws Exception {
        ScriptRead in = ScriptRead.of("a\nb\nc\nd", ScriptRead.WAIT, "\n");
        FramedRead<String> frames = lines(in);
        assertThat(hand.ready(frames.next())).isEqualTo("a");
        assertThat(hand.ready(frames.next())).isEqualTo("b");
        assertThat(hand.ready(frames.next())).isEqualTo("c");
        assertThat(in.polls).isEqualTo(1);
        hand.pending(frames.next());
        assertThat(hand.ready(frames.next())).isEqualTo("d");
        assertThat(hand.ready(frames.next())).isNull();
        assertThat(hand.ready(frames.next())).isNull();
    }

    /** B315. */
    @Test
    void bytesThatAreLeftOverAtTheEndThrowAndThenItIsTheEnd() throws Exception {
        FramedRead<String> frames = FramedRead.of(ScriptRead.of("abc"), new Pairs());
        assertThat(hand.ready(frames.next())).isEqualTo("ab");
        assertThatThrownBy(() -> frames.next().poll(hand.cx)).hasMessageContaining("1 bytes");
        assertThat(hand.ready(frames.next())).isNull();
        assertThat(hand.ready(frames.next())).isNull();
    }

    /** B315. */
    @Test
    void afterAFailureItEndsOnceAndGoesOn() throws Exception {
        FramedRead<String> frames =
                FramedRead.of(
                        ScriptRead.of("ab!!cd", new IOException("broken"), "ef"), new Pairs());
        assertThat(hand.ready(frames.next())).isEqualTo("ab");
        assertThatThrownBy(() -> frames.next().poll(hand.cx)).hasMessage("bad pair");
        assertThat(hand.ready(frames.next())).isNull();
        assertThat(hand.ready(frames.next())).isEqualTo("cd");
        assertThatThrownBy(() -> frames.next().poll(hand.cx)).hasMessage("broken");
        assertThat(hand.ready(frames.next())).isNull();
        assertThat(hand.ready(frames.next())).isEqualTo("ef");
        assertThat(hand.ready(frames.next())).isNull();
    }

    /** B315. */
    @Test
    void afterTheEndItGoesOnIfThereIsMore() throws Exception {
        ScriptRead in = ScriptRead.of("a\n", ScriptRead.END);
        FramedRead<String> frames = lines(in);
        assertThat(hand.ready(frames.next())).isEqualTo("a");
        assertThat(hand.ready(frames.next())).isNull();
        in.then("b\n");
        assertThat(hand.ready(frames.next())).isEqualTo("b");
        assertThat(hand.ready(frames.next())).isNull();
    }

    @Test
    void aNextThatIsCancelledAtEachWaitLosesNothing() throws Exception {
        FramedRead<String> frames = lines(ScriptRead.trickle("ab\ncd\ne"));
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            Future<@Nullable String> next = frames.next();
            Poll<@Nullable String> polled = next.poll(hand.cx);
            if (polled.isPending()) {
                next.cancel(hand.cx);
                continue;
            }
            String frame = ((Poll.Ready<@Nullable String>) polled).value();
            if (frame == null) {
                break;
            }
            all.append(frame);
        }
        assertThat(all).hasToString("abcde");
    }

    @Test
    void aCancelledStreamHasEnded() throws Exception {
        FramedRead<String> frames = lines(ScriptRead.of("a\nb\n"));
        hand.ready(frames.next());
        hand.ready(frames.closeAsync());
        assertThat(hand.ready(frames.next())).isNull();
        assertThat(frames.buffered()).isZero();
    }

    @Test
    void framesThatAreBufferedCooperate() throws Exception {
        FramedRead<String> frames = lines(ScriptRead.of("a\n".repeat(500)));
        hand.cx.budget(Context.BUDGET);
        for (int i = 0; i < Context.BUDGET; i++) {
            assertThat(hand.ready(frames.next())).isEqualTo("a");
        }
        hand.pending(frames.next());
        assertThat(hand.wakes()).isEqualTo(1);
    }

    /** B316. */
    @Test
    void framesGatherUpToEightKibibytes() throws Exception {
        ScriptWrite out = new ScriptWrite();
        FramedWrite<byte[]> frames = FramedWrite.of(out, new BytesCodec());
        hand.ready(frames.feed(new byte[8191]));
        hand.ready(frames.feed(new byte[1000]));
        assertThat(out.writes).isZero();
        assertThat(frames.buffered()).isEqualTo(9191);
        out.stuck = true;
        Future<?> feed = hand.pending(frames.feed(new byte[1]));
        assertThat(frames.buffered()).as("the item waits outside").isEqualTo(9191);
        out.stuck = false;
        hand.ready(feed);
        assertThat(out.taken.size()).isEqualTo(9191);
        assertThat(out.flushes).isEqualTo(1);
        assertThat(frames.buffered()).isEqualTo(1);
        hand.ready(frames.flush());
        assertThat(out.taken.size()).isEqualTo(9192);
    }

    @Test
    void aSendThatIsCancelledWhileItFlushesIsInTheBuffer() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.waits = true;
        out.most = 1;
        FramedWrite<String> frames = FramedWrite.of(out, LinesCodec.unlimited());
        Future<?> send = hand.pending(frames.send("ab"));
        hand.pending(send);
        send.cancel(hand.cx);
        out.waits = false;
        hand.ready(frames.send("c"));
        assertThat(out.text()).isEqualTo("ab\nc\n");
    }

    @Test
    void anItemThatCannotBeEncodedLeavesNoTrace() throws Exception {
        ScriptWrite out = new ScriptWrite();
        FramedWrite<String> frames =
                FramedWrite.of(
                        out,
                        (item, to) -> {
                            to.put(item);
                            if (item.equals("bad")) {
                                throw new IOException("no frame");
                            }
                        });
        hand.ready(frames.feed("a"));
        assertThatThrownBy(() -> frames.feed("bad").poll(hand.cx)).hasMessage("no frame");
        hand.ready(frames.send("b"));
        assertThat(out.text()).isEqualTo("ab");
    }

    @Test
    void aCloseFlushesAndAShutdownEndsTheOutput() throws Exception {
        ScriptWrite out = new ScriptWrite();
        FramedWrite<String> frames = FramedWrite.of(out, LinesCodec.unlimited());
        hand.ready(frames.feed("a"));
        hand.ready(frames.closeAsync());
        assertThat(out.text()).isEqualTo("a\n");
        assertThat(out.shutdowns).isZero();
        hand.ready(frames.closeAsync());
        assertThatThrownBy(() -> frames.send("b").poll(hand.cx))
                .isInstanceOf(IllegalStateException.class);
        hand.ready(frames.shutdown());
        assertThat(out.shutdowns).isEqualTo(1);
    }

    @Test
    void aWriterThatTakesNothingFailsTheFlush() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.most = 0;
        FramedWrite<String> frames = FramedWrite.of(out, LinesCodec.unlimited());
        assertThatThrownBy(() -> frames.send("a").poll(hand.cx)).hasMessageContaining("2 bytes");
    }

    @Test
    void twoEndsTalkInFrames() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Duplex duplex = AsyncIo.duplex(16);
            runtime.spawn(() -> {
                var server = Framed.of(duplex.second(), LinesCodec.withMaxLength(100));
                while (server.next().await() instanceof String line) {
                    server.send("re: " + line).await();
                }
                server.shutdown().await();
            });
            runtime.blockOn(() -> {
                try (var client = Framed.of(duplex.first(), LinesCodec.withMaxLength(100))) {
                    for (int i = 0; i < 100; i++) {
                        client.send("line " + i).await();
                        assertThat(client.next().await()).isEqualTo("re: line " + i);
                    }
                    client.shutdown().await();
                    assertThat(client.next().await()).isNull();
                }
            });
        }
    }

    /** B320. */
    @Test
    void aStreamOfChunksIsAReader() throws Exception {
        int[] polls = {0};
        byte[] @Nullable [] script = {{1, 2}, {}, {3}, null};
        StreamReader reader = StreamReader.of(cx -> Poll.ready(script[polls[0]++]));
        ByteBuffer target = ByteBuffer.allocate(8);
        assertThat(hand.ready(reader.read(target))).isEqualTo(2);
        assertThat(hand.ready(reader.fillBuf()).get()).isEqualTo((byte) 3);
        reader.consume(1);
        assertThat(hand.ready(reader.read(target))).isEqualTo(-1);
        assertThat(hand.ready(reader.read(target))).isEqualTo(-1);
        assertThat(polls[0]).as("not polled after its end").isEqualTo(4);
    }

    /** B320. */
    @Test
    void aReaderIsAStreamOfChunksUpToItsFirstFailure() throws Exception {
        ReaderStream chunks =
                ReaderStream.of(ScriptRead.of("abc", new IOException("broken"), "d"), 2);
        assertThat(hand.ready(chunks.next())).asString().isEqualTo("ab");
        assertThat(hand.ready(chunks.next())).asString().isEqualTo("c");
        assertThatThrownBy(() -> chunks.next().poll(hand.cx)).hasMessage("broken");
        assertThat(hand.ready(chunks.next())).isNull();
    }
}
