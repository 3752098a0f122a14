package yamanote.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Every operation, cancelled at each of its waits. */
class CancelTest {
    private static final String TEXT = "line one\nline two\n";

    private final Context cx = Context.noop();

    private static ScriptWrite slow() {
        ScriptWrite out = new ScriptWrite();
        out.most = 3;
        out.waits = true;
        out.flushWaits = true;
        return out;
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.wrap(TEXT.getBytes());
    }

    private static Future<?> buffered(boolean flush) {
        BufWriter writer = BufWriter.of(slow(), 64);
        try {
            writer.writeAll(bytes()).poll(Context.noop());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return flush ? writer.flush() : writer.closeAsync();
    }

    private static Map<String, Supplier<Future<?>>> operations() {
        var all = new TreeMap<String, Supplier<Future<?>>>();
        Supplier<ScriptRead> in = () -> ScriptRead.trickle(TEXT);
        Supplier<BufReader> buffered = () -> BufReader.of(in.get(), 4);
        all.put("read", () -> in.get().read(bytes()));
        all.put("readExact", () -> in.get().readExact(bytes()));
        all.put("readToEnd", () -> in.get().readToEnd(new Bytes()));
        all.put("readToString", () -> in.get().readToString(new StringBuilder()));
        all.put("readLong", () -> in.get().readLong(ByteOrder.BIG_ENDIAN));
        all.put("take", () -> in.get().take(5).readToEnd(new Bytes()));
        all.put("chain", () -> in.get().chain(in.get()).readToEnd(new Bytes()));
        all.put("fillBuf", () -> buffered.get().fillBuf());
        all.put("readUntil", () -> buffered.get().readUntil((byte) '\n', new Bytes(), 100));
        all.put("readLine", () -> buffered.get().readLine(new StringBuilder()));
        all.put("Lines.next", () -> buffered.get().lines().next());
        all.put("Segments.next", () -> buffered.get().split((byte) 'w').next());
        all.put("write", () -> slow().write(bytes()));
        all.put("write of several", () -> slow().write(new ByteBuffer[] {bytes()}));
        all.put("writeAll", () -> slow().writeAll(bytes()));
        all.put("writeLong", () -> slow().writeLong(1, ByteOrder.BIG_ENDIAN));
        all.put("flush", () -> buffered(true));
        all.put("close", () -> buffered(false));
        all.put("copy", () -> AsyncIo.copy(in.get(), slow()));
        all.put("copy with a pool", () -> AsyncIo.copy(in.get(), slow(), BufferPool.heap(4, 1)));
        all.put("copyBuf", () -> AsyncIo.copyBuf(buffered.get(), slow()));
        all.put(
                "copyBidirectional",
                () ->
                        AsyncIo.copyBidirectional(
                                AsyncIo.join(in.get(), slow()), AsyncIo.join(in.get(), slow())));
        return all;
    }

    @Test
    void aCancelledOperationHasEndedWhereverItWaited() throws Exception {
        for (var entry : operations().entrySet()) {
            int waits = 0;
            while (!endsAfter(entry.getKey(), entry.getValue().get(), waits)) {
                waits++;
            }
            assertThat(waits).as(entry.getKey()).isPositive();
        }
    }

    /** True if it is ready before so many waits; else it is cancelled there. */
    private boolean endsAfter(String name, Future<?> operation, int waits) throws Exception {
        for (int i = 0; i < waits; i++) {
            if (operation.poll(cx).isReady()) {
                assertThatThrownBy(() -> operation.poll(cx))
                        .as(name)
                        .isInstanceOf(IllegalStateException.class);
                assertThat(operation.cancel(cx)).isTrue();
                return true;
            }
        }
        assertThat(operation.cancel(cx)).as(name).isTrue();
        assertThat(operation.cancel(cx)).as(name).isTrue();
        assertThatThrownBy(() -> operation.poll(cx))
                .as(name)
                .isInstanceOf(IllegalStateException.class);
        return false;
    }

    @Test
    void writesThatAreCancelledAtEachWaitWriteEachByteOnce() throws Exception {
        ScriptWrite out = slow();
        ByteBuffer source = bytes();
        BufWriter writer = BufWriter.of(out, 4);
        for (int i = 0; i < 1000 && (source.hasRemaining() || writer.buffered() > 0); i++) {
            Future<?> next = source.hasRemaining() ? writer.writeAll(source) : writer.flush();
            next.poll(cx);
            next.cancel(cx);
        }
        assertThat(out.text()).isEqualTo(TEXT);
    }

    @Test
    void readsThatAreCancelledAtEachWaitLoseNothing() throws Exception {
        BufReader in = BufReader.of(ScriptRead.trickle(TEXT), 4);
        ByteBuffer target = ByteBuffer.allocate(TEXT.length());
        for (int i = 0; i < 1000 && target.hasRemaining(); i++) {
            Future<?> read = in.readExact(target);
            read.poll(cx);
            read.cancel(cx);
        }
        assertThat(new String(target.array())).isEqualTo(TEXT);
    }

    private interface Reading {
        Future<?> start(BufReader in, ByteBuffer target, Bytes into);
    }

    private static Map<String, Reading> readings() {
        Map<String, Reading> all = new TreeMap<>();
        all.put("read", (in, target, into) -> in.read(target));
        all.put("readExact", (in, target, into) -> in.readExact(target));
        all.put("readToEnd", (in, target, into) -> in.readToEnd(into));
        all.put("take", (in, target, into) -> in.take(5).readToEnd(into));
        all.put("take of a buffer", (in, target, into) -> in.take(5).read(target));
        all.put("chain", (in, target, into) -> in.chain(AsyncIo.empty()).readToEnd(into));
        all.put("readUntil", (in, target, into) -> in.readUntil((byte) '\n', into, 100));
        all.put("fillBuf", (in, target, into) -> in.fillBuf());
        all.put("copyBuf", (in, target, into) -> AsyncIo.copyBuf(in, taking(into)));
        all.put("joined", (in, target, into) -> AsyncIo.join(in, AsyncIo.sink()).read(target));
        return all;
    }

    private static AsyncWrite taking(Bytes into) {
        return new AsyncWrite() {
            @Override
            public int pollWrite(Context cx, ByteBuffer source) {
                into.put(source.get());
                return 1;
            }

            @Override
            public boolean pollShutdown(Context cx) {
                return true;
            }
        };
    }

    @Test
    void whatACancelledReadTookAndWhatIsLeftMakeTheWhole() throws Exception {
        for (var entry : readings().entrySet()) {
            boolean ended = false;
            for (int waits = 0; !ended; waits++) {
                BufReader in = BufReader.of(ScriptRead.trickle(TEXT), 4);
                ByteBuffer target = ByteBuffer.allocate(7);
                Bytes all = new Bytes();
                ended = endsAfter(entry.getKey(), entry.getValue().start(in, target, all), waits);
                all.put(target.flip());
                Future<Long> rest = in.readToEnd(all);
                while (rest.poll(cx).isPending()) {}
                assertThat(all.takeString(all.size()))
                        .as(entry.getKey() + " after " + waits)
                        .isEqualTo(TEXT);
            }
        }
    }

    /** What they have gathered stays with them for the next one. */
    @Test
    void linesAndSegmentsThatAreCancelledAtEachWaitComeWhole() throws Exception {
        Lines lines = BufReader.of(ScriptRead.trickle(TEXT), 4).lines();
        Segments segments = BufReader.of(ScriptRead.trickle(TEXT), 4).split((byte) '\n');
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            Future<String> line = lines.next();
            if (line.poll(cx) instanceof Poll.Ready<String>(var whole) && whole != null) {
                all.append(whole).append('\n');
            }
            line.cancel(cx);
            Future<byte[]> segment = segments.next();
            if (segment.poll(cx) instanceof Poll.Ready<byte[]>(var whole) && whole != null) {
                all.append(new String(whole)).append('\n');
            }
            segment.cancel(cx);
        }
        assertThat(all).hasToString("line one\nline one\nline two\nline two\n");
    }

    private interface Writing {
        Future<?> start(AsyncWrite out, ByteBuffer source);
    }

    private static Map<String, Writing> writings() {
        Map<String, Writing> all = new TreeMap<>();
        all.put("write", AsyncWrite::write);
        all.put("writeAll", AsyncWrite::writeAll);
        all.put("write of several", (out, source) -> out.write(new ByteBuffer[] {source}));
        all.put("flush", (out, source) -> out.flush());
        all.put("shutdown", (out, source) -> out.shutdown());
        return all;
    }

    @Test
    void whatACancelledWriteGaveAndWhatIsLeftMakeTheWhole() throws Exception {
        for (boolean buffered : new boolean[] {false, true}) {
            for (var entry : writings().entrySet()) {
                String name = entry.getKey() + (buffered ? " of a buffered writer" : "");
                boolean ended = false;
                for (int waits = 0; !ended; waits++) {
                    ScriptWrite sink = slow();
                    AsyncWrite out = buffered ? BufWriter.of(sink, 5) : sink;
                    ByteBuffer source = bytes();
                    untilReady(out.writeAll(source.limit(4)));
                    source.limit(source.capacity());
                    ended = endsAfter(name, entry.getValue().start(out, source), waits);
                    if (!entry.getKey().equals("shutdown")) {
                        untilReady(out.writeAll(source));
                    }
                    untilReady(out.flush());
                    assertThat(sink.text())
                            .as(name)
                            .isEqualTo(TEXT.substring(0, source.position()));
                }
            }
        }
    }

    private void untilReady(Future<?> future) throws Exception {
        while (future.poll(cx).isPending()) {}
    }

    /** Of a pipe in memory, with the other end going on in between. */
    @Test
    void aPipeWhoseReadsAndWritesAreCancelledCarriesEachByteOnce() throws Exception {
        Duplex duplex = AsyncIo.duplex(3);
        ByteBuffer source = bytes();
        ByteBuffer target = ByteBuffer.allocate(TEXT.length());
        for (int i = 0; i < 1000 && target.hasRemaining(); i++) {
            Future<?> read = duplex.second().readExact(target);
            read.poll(cx);
            if (source.hasRemaining()) {
                Future<?> write = duplex.first().writeAll(source);
                write.poll(cx);
                write.cancel(cx);
            }
            read.cancel(cx);
        }
        assertThat(new String(target.array())).isEqualTo(TEXT);
    }
}
