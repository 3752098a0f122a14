package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.io.AsyncIo;
import yamanote.io.AsyncRead;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** Peers that are killed, reset, end one way only or do not read; and many that come and go. */
@OnEachDriver
@Timeout(120)
class FaultsTest {
    /** Of one socket the system buffers less, both ends together. */
    private static final long MUCH = 64L << 20;

    private static final int WAVE = 250;

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

    private record Pair(TcpStream near, TcpStream far) {}

    private Pair pair() throws Exception {
        TcpStream near = loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
        return new Pair(near, loop.run(listener.accept()));
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocateDirect(count);
    }

    /** What it sent before is read; then the end, since it left nothing unread. */
    @Test
    void aKilledPeerIsReadToItsEnd() throws Exception {
        Process peer = peer();
        try {
            TcpStream stream = loop.run(listener.accept());
            ByteBuffer hello = bytes(5);
            loop.run(stream.readExact(hello));
            Future<Integer> read = stream.read(bytes(5));
            assertThat(read.poll(loop.cx).isPending()).isTrue();
            peer.destroyForcibly().waitFor();
            assertThat(loop.run(read)).isEqualTo(-1);
            assertThat(loop.comesToRest()).isTrue();
        } finally {
            peer.destroyForcibly().waitFor();
        }
    }

    /** With our bytes unread its system resets the connection: a write that waits is told. */
    @Test
    void aPeerThatIsKilledEndsAWriteThatWaits() throws Exception {
        Process peer = peer();
        try {
            TcpStream stream = loop.run(listener.accept());
            loop.run(stream.readExact(bytes(5)));
            while (stream.tryWrite(bytes(1 << 20)) > 0) {}
            Future<?> write = stream.writeAll(bytes(1 << 20));
            assertThat(write.poll(loop.cx).isPending()).isTrue();
            peer.destroyForcibly().waitFor();
            assertThatThrownBy(() -> loop.run(write)).isInstanceOf(IOException.class);
            assertThat(loop.comesToRest()).isTrue();
        } finally {
            peer.destroyForcibly().waitFor();
        }
    }

    private Process peer() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx32m",
                        "-cp",
                        "target/test-classes",
                        PeerMain.class.getName(),
                        String.valueOf(listener.localAddress().getPort()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void aResetInMidWriteEndsTheWriteAndEveryLaterOne() throws Exception {
        Pair pair = pair();
        ByteBuffer much = bytes((int) MUCH);
        Future<?> write = pair.near.writeAll(much);
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        loop.run(pair.far.readExact(bytes(100_000)));
        pair.far.option(StandardSocketOptions.SO_LINGER, 0).close();
        assertThatThrownBy(() -> loop.run(write))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketClosedException.class);
        assertThat(much.remaining()).as("not written").isPositive();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> loop.run(pair.near.write(bytes(1))))
                    .isInstanceOf(IOException.class);
        }
        assertThat(loop.comesToRest()).isTrue();
    }

    /** What the peer sent before it ended is read, whichever side ends first. */
    @Test
    void eachWayEndsByItself() throws Exception {
        for (boolean nearFirst : new boolean[] {true, false}) {
            Pair pair = pair();
            TcpStream first = nearFirst ? pair.near : pair.far;
            TcpStream second = nearFirst ? pair.far : pair.near;
            loop.run(first.writeAll(bytes(1000)));
            loop.run(first.shutdown());
            assertThat(loop.run(readToEnd(second))).isEqualTo(1000);

            Future<Long> rest = readToEnd(first);
            assertThat(rest.poll(loop.cx).isPending()).as("its other way is open").isTrue();
            loop.run(second.writeAll(bytes(2000)));
            assertThat(rest.poll(loop.cx).isPending()).isTrue();
            loop.run(second.shutdown());
            assertThat(loop.run(rest)).isEqualTo(2000);
            assertThat(loop.comesToRest()).isTrue();
        }
    }

    private static Future<Long> readToEnd(TcpStream stream) {
        return AsyncIo.copy(stream, AsyncIo.sink());
    }

    @Test
    void bothWaysEndAtTheSameTime() throws Exception {
        Pair pair = pair();
        loop.run(pair.near.writeAll(bytes(1000)));
        loop.run(pair.far.writeAll(bytes(2000)));
        loop.run(pair.near.shutdown());
        loop.run(pair.far.shutdown());
        assertThat(loop.run(readToEnd(pair.near))).isEqualTo(2000);
        assertThat(loop.run(readToEnd(pair.far))).isEqualTo(1000);
        assertThatThrownBy(() -> loop.run(pair.near.write(bytes(1))))
                .isInstanceOf(IOException.class);
        assertThat(loop.comesToRest()).isTrue();
    }

    /** Back-pressure: no more than the system buffers leaves the source. */
    @Test
    void aPeerThatDoesNotReadHoldsTheWriterUp() throws Exception {
        Pair pair = pair();
        CountedSource source = new CountedSource();
        Future<Long> copy = AsyncIo.copy(source, pair.near);
        long taken;
        do { // until the system's buffers are full
            taken = source.taken;
            assertThat(copy.poll(loop.cx).isPending()).isTrue();
            loop.comesToRest();
        } while (source.taken > taken);
        assertThat(taken).isLessThan(MUCH);
        loop.run(pair.far.readExact(bytes((int) taken / 2)));
        while (source.taken == taken) {
            int wakes = loop.wakes.get();
            assertThat(copy.poll(loop.cx).isPending()).isTrue();
            if (source.taken == taken) {
                loop.turnUntil(() -> loop.wakes.get() > wakes);
            }
        }
        assertThat(source.taken - taken).isLessThan(MUCH);
    }

    /** Endless, and counts what it gives. */
    private static final class CountedSource implements AsyncRead {
        private final AsyncRead endless = AsyncIo.repeat((byte) 1);
        private long taken;

        @Override
        public int pollRead(Context cx, ByteBuffer target) throws IOException {
            int n = endless.pollRead(cx, target);
            taken += Math.max(0, n);
            return n;
        }
    }

    @Test
    void connectionsThatComeAndGoOnOneThreadLeaveNoDescriptor() throws Exception {
        churn(AsyncRuntime.currentThread(), 2_000);
    }

    @Test
    void tenThousandConnectionsOnTwoWorkersLeaveNoDescriptor() throws Exception {
        churn(AsyncRuntime.multiThread().workerThreads(2), 10_000);
    }

    /** In waves: those of the wave before are gone before the next one comes. */
    private void churn(RuntimeBuilder builder, int connections) throws Exception {
        long before = TestLoop.openSockets();
        try (var runtime = builder.driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                var server = TcpListener.bind(ANY_PORT);
                InetSocketAddress address = server.localAddress();
                var serving = spawn(server.serve(answer()));
                for (int done = 0; done < connections; done += WAVE) {
                    joinAll(wave(address, done)).await();
                }
                serving.abort();
                server.close();
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (TestLoop.openSockets() > before && System.nanoTime() < deadline) {
                    sleep(Duration.ofMillis(1)).await();
                }
                assertThat(TestLoop.openSockets()).isEqualTo(before);
            });
        }
    }

    /** One byte is sent back. */
    private static AsyncConsumer<TcpStream> answer() {
        return stream -> {
            ByteBuffer one = ByteBuffer.allocate(1);
            try {
                if (stream.read(one).await() == 1) {
                    stream.writeAll(one.flip()).await();
                }
            } catch (IOException e) {
                return; // one of those that never ask: reset
            }
        };
    }

    private static List<Future<Void>> wave(InetSocketAddress server, int from) {
        List<Future<Void>> wave = new ArrayList<>();
        for (int i = from; i < from + WAVE; i++) {
            wave.add(spawn(visit(server, i % 4)));
        }
        return wave;
    }

    private static Future<Void> visit(InetSocketAddress server, int kind) {
        return async(() -> {
            try (TcpStream stream = TcpStream.connect(server).await()) {
                ByteBuffer one = ByteBuffer.allocate(1);
                if (kind > 0) {
                    stream.writeAll(ByteBuffer.wrap(new byte[] {7})).await();
                    assertThat(stream.read(one).await()).isEqualTo(1);
                    assertThat(one.get(0)).isEqualTo((byte) 7);
                }
                if (kind == 2) { // the server is the first to end
                    assertThat(stream.read(one.clear()).await()).isEqualTo(-1);
                } else if (kind < 2) {
                    stream.option(StandardSocketOptions.SO_LINGER, 0);
                }
            }
        });
    }
}
