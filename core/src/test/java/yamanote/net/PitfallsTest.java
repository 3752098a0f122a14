package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;

/**
 * The pitfalls of readiness, by number, as far as a socket's user would fall into them; those of
 * the pollers are in {@code PollerTest}, and the rest in the tests of each kind of socket.
 */
@OnEachDriver
@Timeout(60)
class PitfallsTest {
    @Parameter TestDriver driver;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private TestLoop loop;
    private TcpListener listener;
    private TcpStream near;
    private TcpStream far;

    @BeforeEach
    void open() throws Exception {
        loop = new TestLoop(driver);
        listener = TcpListener.bind(ANY_PORT, loop.reactor);
        near = connect();
        far = loop.run(listener.accept());
    }

    @AfterEach
    void close() throws IOException {
        loop.close();
    }

    private TcpStream connect() throws Exception {
        return loop.run(new ConnectFuture(listener.localAddress(), loop.reactor));
    }

    private static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count);
    }

    /** The end comes before the read that finds less than it has room for. */
    @Test
    void pitfall1AShortReadKeepsTheEndThatWasReported() throws Exception {
        near.tryWrite(bytes(8));
        loop.run(near.shutdown());
        loop.run(far.readable());
        assertThat(loop.comesToRest()).isTrue();
        assertThat(loop.run(far.read(buffer))).isEqualTo(8);
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
        assertThat(far.tryRead(buffer)).isEqualTo(-1);
    }

    /** The end comes after the data was reported, and before the read. */
    @Test
    void pitfall1AShortReadKeepsTheEndThatIsYetToBeReported() throws Exception {
        near.tryWrite(bytes(8));
        loop.run(far.readable());
        loop.run(near.shutdown());
        assertThat(loop.run(far.read(buffer))).isEqualTo(8);
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
    }

    /** And data that came in between. */
    @Test
    void pitfall1AShortReadKeepsDataThatIsYetToBeReported() throws Exception {
        for (int i = 0; i < 100; i++) {
            near.tryWrite(bytes(8));
            assertThat(loop.run(far.read(buffer.clear().limit(4)))).isEqualTo(4);
            near.tryWrite(bytes(8));
            loop.run(far.readExact(buffer.clear().limit(12)));
        }
        assertThat(far.tryRead(buffer.clear())).isZero();
    }

    @Test
    void pitfall1ACancelledWaitEatsNoReadiness() throws Exception {
        for (int i = 0; i < 100; i++) {
            Future<Integer> read = far.read(buffer.clear());
            Future<?> readable = far.readable();
            assertThat(read.poll(loop.cx).isPending()).isTrue();
            assertThat(readable.poll(loop.cx).isPending()).isTrue();
            int wakes = loop.wakes.get();
            near.tryWrite(bytes(1));
            loop.turnUntil(() -> loop.wakes.get() > wakes);
            read.cancel(loop.cx);
            readable.cancel(loop.cx);
            assertThat(far.tryRead(buffer)).isEqualTo(1);
        }
    }

    /** Both tasks get what they wait for, whoever waited first. */
    @Test
    void pitfall2WaitingToWriteLeavesReadingAlone() throws Exception {
        while (near.tryWrite(ByteBuffer.allocateDirect(1 << 20)) > 0) {}
        Future<?> write = near.write(bytes(1));
        Future<Integer> read = near.read(buffer);
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        assertThat(read.poll(loop.cx).isPending()).isTrue();
        far.tryWrite(bytes(3));
        assertThat(loop.run(read)).isEqualTo(3);
        assertThat(write.poll(loop.cx).isPending()).isTrue();
        Future<Integer> next = near.read(bytes(8));
        assertThat(next.poll(loop.cx).isPending()).isTrue();
        Context reader = Context.noop();
        while (write.poll(loop.cx).isPending()) {
            loop.reactor.turn(0);
            far.read(buffer.clear()).poll(reader);
        }
        far.tryWrite(bytes(2));
        assertThat(loop.run(next)).isEqualTo(2);
    }

    /** Wakes meet waits: every round trip would hang if one were lost. */
    @Test
    void pitfall3WaitsThatBeginOnOtherThreadsAreReported() throws Exception {
        var failure = new AtomicReference<@Nullable Throwable>();
        var done = new CountDownLatch(1);
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                pingPong();
                            } catch (Throwable e) {
                                failure.set(e);
                            } finally {
                                done.countDown();
                                loop.reactor.wakeUp();
                            }
                        });
        while (done.getCount() > 0) {
            loop.reactor.turn(-1);
        }
        other.join();
        assertThat(failure.get()).isNull();
    }

    private void pingPong() throws Exception {
        ByteBuffer own = bytes(8);
        for (int i = 0; i < 500; i++) {
            TcpStream from = i % 2 == 0 ? near : far;
            TcpStream to = i % 2 == 0 ? far : near;
            var woken = new CountDownLatch(1);
            Context cx = Context.of(Waker.of(woken::countDown));
            Future<Integer> read = to.read(own.clear());
            boolean pending = read.poll(cx).isPending();
            from.tryWrite(bytes(1));
            if (pending) {
                woken.await();
            }
            while (read.poll(cx).isPending()) {
                Thread.onSpinWait();
            }
        }
    }

    /** One that was closed and one that took its number, waited for in the same turn. */
    @Test
    void pitfall4AClosedSocketAndItsSuccessorAreNotMixedUp() throws Exception {
        for (int i = 0; i < 100; i++) {
            Future<Integer> old = near.read(bytes(1));
            assertThat(old.poll(loop.cx).isPending()).isTrue();
            near.close();
            near = connect();
            TcpStream next = loop.run(listener.accept());
            Future<Integer> read = near.read(buffer.clear());
            assertThat(read.poll(loop.cx).isPending()).isTrue();
            assertThatThrownBy(() -> loop.run(old)).isInstanceOf(SocketClosedException.class);
            assertThat(loop.run(far.read(buffer.clear()))).isEqualTo(-1);
            next.tryWrite(bytes(2));
            assertThat(loop.run(read)).isEqualTo(2);
            far.close();
            far = next;
        }
    }

    /** The peer goes in two steps: each is told, and the second needs no read to be seen. */
    @Test
    void pitfall7TheEndOfOneWayThenOfBoth() throws Exception {
        loop.run(near.shutdown());
        assertThat(loop.run(far.read(buffer))).isEqualTo(-1);
        loop.run(far.writeAll(bytes(5)));
        near.close(); // with bytes unread: a reset
        assertThatThrownBy(
                        () -> {
                            for (; ; ) {
                                loop.run(far.write(bytes(1)));
                                loop.shortTurn();
                            }
                        })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(SocketClosedException.class);
        assertThat(loop.comesToRest()).isTrue();
    }

    /** A peer that never stops sending has one task; the others have their turns. */
    @Test
    void pitfall13AFloodStarvesNobody() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                var server = TcpListener.bind(ANY_PORT);
                spawn(
                        server.serve(stream -> {
                            ByteBuffer one = ByteBuffer.allocateDirect(16);
                            while (stream.read(one.clear()).await() > 0) {
                                stream.tryWrite(one.flip());
                            }
                        }));
                List<TcpStream> floods = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    TcpStream flood = TcpStream.connect(server.localAddress()).await();
                    floods.add(flood);
                    spawn(() -> {
                        ByteBuffer much = ByteBuffer.allocateDirect(1 << 16);
                        for (; ; ) {
                            flood.write(much.clear()).await();
                            flood.tryRead(much.clear());
                        }
                    });
                }
                TcpStream quiet = TcpStream.connect(server.localAddress()).await();
                for (int i = 0; i < 100; i++) {
                    quiet.writeAll(bytes(1)).await();
                    quiet.readExact(bytes(1)).await();
                }
                floods.forEach(TcpStream::close);
                quiet.close();
                server.close();
            });
        }
    }
}
