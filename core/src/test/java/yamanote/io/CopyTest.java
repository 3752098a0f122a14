package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.timer.Allocation;

class CopyTest {
    private final Hand hand = new Hand();

    private long drive(Future<Long> copy) throws Exception {
        while (true) {
            var polled = copy.poll(hand.cx);
            if (polled.isReady()) {
                return ((Poll.Ready<Long>) polled).value();
            }
        }
    }

    @Test
    void copiesAllAndFlushes() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(30_000)];
            random.nextBytes(bytes);
            ScriptWrite out = new ScriptWrite();
            out.most = 1 + random.nextInt(5000);
            out.waits = random.nextBoolean();
            out.flushWaits = random.nextBoolean();
            ScriptRead in = ScriptRead.pieces(bytes, random);
            Future<Long> copy =
                    switch (seed % 3) {
                        case 0 -> AsyncIo.copy(in, out);
                        case 1 -> AsyncIo.copy(in, out, BufferPool.heap(100, 1));
                        default -> AsyncIo.copyBuf(BufReader.of(in, 64), out);
                    };
            assertThat(drive(copy)).isEqualTo(bytes.length);
            assertThat(out.taken.toByteArray()).isEqualTo(bytes);
            assertThat(out.flushes).isGreaterThanOrEqualTo(bytes.length > 0 ? 1 : 0);
            assertThat(out.shutdowns).isZero();
        }
    }

    /** B259. */
    @Test
    void aReaderThatWaitsMakesTheWriterFlush() throws Exception {
        ScriptWrite out = new ScriptWrite();
        Future<Long> copy =
                AsyncIo.copy(ScriptRead.of("ask", ScriptRead.WAIT, ScriptRead.WAIT, "x"), out);
        hand.pending(copy);
        assertThat(out.flushes).isEqualTo(1);
        hand.pending(copy);
        assertThat(out.flushes).as("nothing new to flush").isEqualTo(1);
        assertThat(hand.ready(copy)).isEqualTo(4);
        assertThat(out.flushes).isEqualTo(2);
    }

    /** B259, with a buffer between: without the flush nobody would go on. */
    @Test
    void aRequestReachesThePeerThatAnswersOnlyThen() throws Exception {
        Duplex client = AsyncIo.duplex(64);
        Duplex server = AsyncIo.duplex(64);
        BufStream toServer = BufStream.of(server.first());
        Future<Copied> proxy = AsyncIo.copyBidirectional(client.second(), toServer);
        hand.ready(client.first().writeAll(ByteBuffer.wrap("ask".getBytes())));
        hand.pending(proxy);
        ByteBuffer seen = ByteBuffer.allocate(8);
        assertThat(hand.ready(server.second().read(seen))).isEqualTo(3);
    }

    /** B259 for a flush that has to wait. */
    @Test
    void aFlushThatWaitsGoesOn() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.flushWaits = true;
        Future<Long> copy =
                AsyncIo.copy(ScriptRead.of("ask", ScriptRead.WAIT, ScriptRead.WAIT, "x"), out);
        hand.pending(copy);
        assertThat(out.flushes).isZero();
        hand.pending(copy);
        assertThat(out.flushes).isEqualTo(1);
        hand.pending(copy);
        assertThat(hand.ready(copy)).isEqualTo(4);
    }

    /** B257. */
    @Test
    void aWriterThatTakesNothingFailsTheCopy() {
        ScriptWrite out = new ScriptWrite();
        out.most = 0;
        assertThatThrownBy(() -> AsyncIo.copy(ScriptRead.of("abc"), out).poll(hand.cx))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 bytes");
        assertThatThrownBy(() ->
                        AsyncIo.copyBuf(BufReader.of(ScriptRead.of("abc")), out).poll(hand.cx))
                .hasMessageContaining("3 bytes");
    }

    @Test
    void aStuckWriterDoesNotKeepTheBufferFromFilling() throws Exception {
        ScriptWrite out = new ScriptWrite();
        out.stuck = true;
        Future<Long> copy = AsyncIo.copy(ScriptRead.of("a", "b", "c"), out);
        hand.pending(copy);
        out.stuck = false;
        assertThat(hand.ready(copy)).isEqualTo(3);
        assertThat(out.writes).isEqualTo(1);
    }

    @Test
    void aCancelledCopyBufLosesNothing() throws Exception {
        BufReader in = BufReader.of(ScriptRead.of("abc"));
        ScriptWrite out = new ScriptWrite();
        out.most = 1;
        out.waits = true;
        Future<Long> copy = hand.pending(AsyncIo.copyBuf(in, out));
        hand.pending(copy);
        copy.cancel(hand.cx);
        out.waits = false;
        assertThat(hand.ready(AsyncIo.copyBuf(in, out))).isEqualTo(2);
        assertThat(out.text()).isEqualTo("abc");
    }

    @Test
    void thePoolHasItsBufferBackWhatever() throws Exception {
        BufferPool pool = BufferPool.heap(8, 1);
        ByteBuffer kept = pool.take();
        pool.give(kept);
        Future<Long> idle =
                hand.pending(AsyncIo.copy(ScriptRead.of(ScriptRead.WAIT), AsyncIo.sink(), pool));
        assertThat(pool.take()).isSameAs(kept);
        pool.give(kept);
        idle.cancel(hand.cx);
        ScriptWrite stuck = new ScriptWrite();
        stuck.stuck = true;
        Future<Long> waits = hand.pending(AsyncIo.copy(ScriptRead.of("a"), stuck, pool));
        assertThat(pool.take()).isNotSameAs(kept);
        waits.cancel(hand.cx);
        assertThat(pool.take()).isSameAs(kept);
    }

    /** B260. */
    @Test
    void theEndOfOneSideEndsTheOutputOfTheOtherAndTheOtherWayGoesOn() throws Exception {
        Duplex a = AsyncIo.duplex(64);
        Duplex b = AsyncIo.duplex(64);
        Future<Copied> copy = AsyncIo.copyBidirectional(a.second(), b.first());
        hand.ready(a.first().writeAll(ByteBuffer.wrap("abc".getBytes())));
        hand.ready(a.first().shutdown());
        hand.pending(copy);
        ByteBuffer seen = ByteBuffer.allocate(8);
        assertThat(hand.ready(b.second().read(seen))).isEqualTo(3);
        assertThat(hand.ready(b.second().read(seen))).isEqualTo(-1);
        hand.ready(b.second().writeAll(ByteBuffer.wrap("defgh".getBytes())));
        hand.pending(copy);
        assertThat(hand.ready(a.first().read(seen))).isEqualTo(5);
        b.second().close();
        assertThat(hand.ready(copy)).isEqualTo(new Copied(3, 5));
        assertThat(hand.ready(a.first().read(ByteBuffer.allocate(1)))).isEqualTo(-1);
    }

    /** B260. */
    @Test
    void aFailureEndsBothWaysAtOnce() throws Exception {
        JoinedStream broken =
                AsyncIo.join(ScriptRead.of(new IOException("broken")), new ScriptWrite());
        Duplex b = AsyncIo.duplex(64);
        assertThatThrownBy(() -> AsyncIo.copyBidirectional(b.first(), broken).poll(hand.cx))
                .hasMessage("broken");
    }

    /** B261. */
    @Test
    void aBlockedWayDoesNotBlockTheOther() throws Exception {
        Duplex a = AsyncIo.duplex(64);
        ScriptWrite stuck = new ScriptWrite();
        stuck.stuck = true;
        ScriptRead in = ScriptRead.of("answer", ScriptRead.WAIT);
        hand.ready(a.first().writeAll(ByteBuffer.wrap("ask".getBytes())));
        hand.pending(AsyncIo.copyBidirectional(a.second(), AsyncIo.join(in, stuck)));
        ByteBuffer seen = ByteBuffer.allocate(8);
        assertThat(hand.ready(a.first().read(seen))).isEqualTo(6);
    }

    /** B097. */
    @Test
    void streamsInMemoryCooperate() throws Exception {
        for (Future<?> endless :
                new Future<?>[] {
                    AsyncIo.copy(AsyncIo.repeat((byte) 1), AsyncIo.sink()),
                    AsyncIo.copyBuf(BufReader.of(AsyncIo.repeat((byte) 1)), AsyncIo.sink()),
                    AsyncIo.repeat((byte) 1).readToEnd(new Bytes()),
                    AsyncIo.copyBidirectional(
                            AsyncIo.join(AsyncIo.repeat((byte) 1), AsyncIo.sink()),
                            AsyncIo.join(AsyncIo.repeat((byte) 1), AsyncIo.sink())),
                    AsyncIo.copy(new Unpolite(), new ScriptWrite()),
                    BufReader.of(new Unpolite()).readUntil((byte) 2, new Bytes(), 1 << 30),
                }) {
            hand.cx.budget(Context.BUDGET);
            int wakes = hand.wakes();
            hand.pending(endless);
            assertThat(hand.cx.budget()).as(endless.toString()).isZero();
            assertThat(hand.wakes()).isGreaterThan(wakes);
            hand.cx.budget(Context.UNLIMITED);
            endless.cancel(hand.cx);
        }
    }

    @Test
    void anEndlessWayDoesNotStarveTheOther() throws Exception {
        ScriptWrite out = new ScriptWrite();
        ScriptRead in = ScriptRead.of("answer", ScriptRead.WAIT, ScriptRead.WAIT);
        Future<Copied> copy =
                AsyncIo.copyBidirectional(
                        AsyncIo.join(AsyncIo.repeat((byte) 1), out),
                        AsyncIo.join(in, AsyncIo.sink()));
        for (int i = 0; i < 2; i++) {
            hand.cx.budget(Context.BUDGET);
            hand.pending(copy);
        }
        assertThat(out.text()).isEqualTo("answer");
    }

    /** Always ready and never charges. */
    private static final class Unpolite implements AsyncRead {
        @Override
        public int pollRead(Context cx, ByteBuffer target) {
            target.put((byte) 1);
            return 1;
        }
    }

    @Test
    void aPieceAllocatesNothing() throws Exception {
        ByteBuffer piece = ByteBuffer.allocateDirect(100);
        AsyncRead endless =
                new AsyncRead() {
                    private boolean wait;

                    @Override
                    public int pollRead(Context cx, ByteBuffer target) {
                        wait = !wait;
                        if (wait) {
                            return IoStatus.PENDING;
                        }
                        int n = Math.min(100, target.remaining());
                        target.put(piece.clear().limit(n));
                        return n;
                    }
                };
        BufReader buffered = BufReader.of(endless, 256);
        AsyncWrite out =
                new AsyncWrite() {
                    @Override
                    public int pollWrite(Context cx, ByteBuffer source) {
                        int n = source.remaining();
                        source.position(source.limit());
                        return n;
                    }

                    @Override
                    public boolean pollShutdown(Context cx) {
                        return true;
                    }
                };
        for (Future<Long> copy :
                List.of(
                        AsyncIo.copy(endless, out),
                        AsyncIo.copy(endless, BufWriter.of(out)),
                        AsyncIo.copy(endless, out, BufferPool.direct(512, 2)),
                        AsyncIo.copyBuf(buffered, out))) {
            Runnable polls =
                    () -> {
                        try {
                            for (int i = 0; i < 100_000; i++) {
                                if (copy.poll(hand.cx).isReady()) {
                                    throw new AssertionError("ended");
                                }
                            }
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    };
            polls.run();
            assertThat(Allocation.of(polls)).isLessThan(10_000);
        }
    }
}
