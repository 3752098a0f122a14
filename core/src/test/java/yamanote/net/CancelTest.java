package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;

/**
 * Every operation on a socket, cancelled before its first poll and after each one, while its peer
 * goes on step by step: it has ended, its bytes are where they were, and no descriptor is left.
 */
@OnEachDriver
@Timeout(120)
class CancelTest {
    private static final int ROOM = 4;

    @Parameter TestDriver driver;

    private TestLoop loop;
    private TcpListener listener;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        listener = TcpListener.bind(ANY_PORT, loop.reactor);
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    /** One operation on fresh sockets. */
    private interface Script {
        /** The operation, not polled yet. */
        Future<?> operation() throws Exception;

        /** What the peer does before the next poll. */
        void peer() throws Exception;

        /** After the cancel (or the end, with {@code value}): nothing may be lost. */
        void check(Object value) throws Exception;
    }

    private interface Opener {
        Script open() throws Exception;
    }

    @Test
    void nothingIsLostAndNothingLeaksWhereverAnOperationIsCancelled() throws Exception {
        for (Map.Entry<String, Opener> entry : operations().entrySet()) {
            String name = entry.getKey();
            long before = openSockets();
            int polls = 0;
            while (!endsWithin(name, entry.getValue().open(), polls)) {
                polls++;
                assertThat(polls).as(name).isLessThan(1000);
            }
            assertThat(openSockets()).as(name).isEqualTo(before);
        }
    }

    /** What was sent has most likely come; nothing depends on it. */
    private int settle() throws IOException {
        int events = 0;
        for (int last = 1; last > 0 && events < 10; events += last) {
            last = loop.reactor.turn(Duration.ofMillis(2).toNanos());
        }
        return events;
    }

    private long openSockets() throws IOException {
        loop.reactor.turn(0); // frees the descriptors of closed sockets
        return TestLoop.openSockets();
    }

    /** True if it was ready within so many polls; else it is cancelled there. */
    private boolean endsWithin(String name, Script script, int polls) throws Exception {
        Future<?> operation = script.operation();
        for (int i = 0; i < polls; i++) {
            if (operation.poll(loop.cx) instanceof Poll.Ready<?>(var value)) {
                script.check(value);
                return true;
            }
            script.peer();
            loop.reactor.turn(0);
        }
        assertThat(operation.cancel(loop.cx)).as(name).isTrue();
        assertThat(operation.cancel(loop.cx)).as(name).isTrue();
        if (!name.endsWith("able")) { // those are for any number of waits
            assertThatThrownBy(() -> operation.poll(loop.cx))
                    .as(name)
                    .isInstanceOf(IllegalStateException.class);
        }
        script.check(null);
        return false;
    }

    private Map<String, Opener> operations() {
        Map<String, Opener> all = new TreeMap<>();
        all.put("connect", Connecting::new);
        all.put("accept", Accepting::new);
        all.put("read", () -> new Reading(s -> s.near.read(s.target), s -> s.near));
        all.put("readExact", () -> new Reading(s -> s.near.readExact(s.target), s -> s.near));
        all.put("readable", () -> new Reading(s -> s.near.readable(), s -> s.near));
        all.put("half.read", () -> new Reading(s -> s.half().read(s.target), Reading::half));
        all.put("half.readable", () -> new Reading(s -> s.half().readable(), Reading::half));
        all.put("write", () -> new Writing(s -> s.near.write(s.source), s -> s.near));
        all.put("writeAll", () -> new Writing(s -> s.near.writeAll(s.source), s -> s.near));
        all.put("writable", () -> new Writing(s -> s.near.writable(), s -> s.near));
        all.put("write of several", () -> new Writing(Writing::ofSeveral, s -> s.near));
        all.put("half.write", () -> new Writing(s -> s.half().write(s.source), Writing::half));
        all.put("half.writable", () -> new Writing(s -> s.half().writable(), Writing::half));
        return all;
    }

    /** The connection may stand or not: whoever accepts it reads its end. */
    private final class Connecting implements Script {
        private final TcpListener full = TcpListener.bind(ANY_PORT, loop.reactor);

        Connecting() throws IOException {}

        @Override
        public Future<?> operation() throws IOException {
            return new ConnectFuture(full.localAddress(), loop.reactor);
        }

        @Override
        public void peer() {}

        @Override
        public void check(Object value) throws Exception {
            Owned.drop(value);
            Future<TcpStream> accept = full.accept();
            settle();
            if (accept.poll(loop.cx) instanceof Poll.Ready<TcpStream>(var stream)) {
                assertThat(readToEnd(stream)).isZero();
                stream.close();
            }
            full.close();
        }
    }

    private final class Accepting implements Script {
        private final TcpListener own = TcpListener.bind(ANY_PORT, loop.reactor);
        private TcpStream client;
        private int step;

        Accepting() throws IOException {}

        @Override
        public Future<?> operation() {
            return own.accept();
        }

        @Override
        public void peer() throws Exception {
            if (++step == 2) {
                connect();
            }
        }

        private void connect() throws Exception {
            client = loop.run(new ConnectFuture(own.localAddress(), loop.reactor));
        }

        @Override
        public void check(Object value) throws Exception {
            if (client == null) {
                connect();
            }
            TcpStream accepted = value == null ? loop.run(own.accept()) : (TcpStream) value;
            assertThat(accepted.peerAddress()).isEqualTo(client.localAddress());
            assertThat(own.accept().poll(loop.cx).isPending()).as("it was the only one").isTrue();
            accepted.close();
            client.close();
            own.close();
        }
    }

    private interface Op<S> {
        Future<?> on(S script) throws Exception;
    }

    private interface Side<S, T> {
        T of(S script);
    }

    /** The peer sends one byte after the other, every second time. */
    private final class Reading implements Script {
        private final Op<Reading> op;
        private final Side<Reading, AsyncRead> side;
        final TcpStream near = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        private final TcpStream far = loop.run(listener.accept());
        final ByteBuffer target = ByteBuffer.allocate(ROOM);
        private TcpHalves halves;
        private int step;
        private byte sent;

        Reading(Op<Reading> op, Side<Reading, AsyncRead> side) throws Exception {
            this.op = op;
            this.side = side;
        }

        TcpReadHalf half() {
            halves = halves == null ? near.split() : halves;
            return halves.reader();
        }

        @Override
        public Future<?> operation() throws Exception {
            return op.on(this);
        }

        @Override
        public void peer() throws Exception {
            if (step++ % 2 == 1) {
                sent++;
                assertThat(far.tryWrite(ByteBuffer.wrap(new byte[] {sent}))).isEqualTo(1);
                settle();
            }
        }

        @Override
        public void check(Object value) throws Exception {
            if (value instanceof Integer count) {
                assertThat(target.position()).isEqualTo(count);
            }
            ByteBuffer all = ByteBuffer.allocate(100).put(target.flip());
            far.close();
            while (loop.run(side.of(this).read(all)) >= 0) {}
            assertThat(all.position()).isEqualTo(sent);
            for (int i = 0; i < sent; i++) {
                assertThat(all.get(i)).isEqualTo((byte) (i + 1));
            }
            near.close();
        }
    }

    /** The socket is full; the peer reads more and more of it. */
    private final class Writing implements Script {
        private static final int MUCH = 1 << 20;

        private final Op<Writing> op;
        private final Side<Writing, AsyncWrite> side;
        final TcpStream near = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        private final TcpStream far = loop.run(listener.accept());
        final ByteBuffer source = ByteBuffer.allocateDirect(MUCH);
        private TcpHalves halves;
        private long filled;
        private long drained;

        Writing(Op<Writing> op, Side<Writing, AsyncWrite> side) throws Exception {
            this.op = op;
            this.side = side;
            int n;
            ByteBuffer much = ByteBuffer.allocateDirect(MUCH);
            while ((n = near.tryWrite(much.clear())) > 0 || settle() > 0) {
                filled += n;
            }
        }

        TcpWriteHalf half() {
            halves = halves == null ? near.split() : halves;
            return halves.writer();
        }

        Future<?> ofSeveral() {
            ByteBuffer[] both = {source.slice(0, 0), source};
            return near.write(both);
        }

        @Override
        public Future<?> operation() throws Exception {
            return op.on(this);
        }

        @Override
        public void peer() throws Exception {
            ByteBuffer much = ByteBuffer.allocateDirect(MUCH / 2);
            if (far.read(much).poll(Context.noop()) instanceof Poll.Ready<Integer>(var n)) {
                drained += n;
            }
            settle();
        }

        @Override
        public void check(Object value) throws Exception {
            if (value instanceof Number count) {
                assertThat(count.longValue()).isEqualTo(source.position());
            }
            loop.run(side.of(this).shutdown());
            drained += readToEnd(far);
            assertThat(drained).isEqualTo(filled + source.position());
            near.close();
            far.close();
        }
    }

    private long readToEnd(TcpStream stream) throws Exception {
        long total = 0;
        for (int n = 0; n >= 0; total += Math.max(n, 0)) {
            n = loop.run(stream.read(ByteBuffer.allocate(1 << 16)));
        }
        return total;
    }
}
