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
}
