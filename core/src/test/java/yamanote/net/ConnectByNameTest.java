package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.IoMetrics;
import yamanote.task.Outcome;

/** Connections by name and to several addresses; what the driver counts; who closed a socket. */
@OnEachDriver
@Timeout(60)
class ConnectByNameTest {
    @Parameter TestDriver driver;

    private AsyncRuntime runtime;

    @BeforeEach
    void open() {
        runtime = AsyncRuntime.currentThread().driver(driver.choice()).build();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    /** A listener that answers nobody: its backlog is full. */
    private static final class BlackHole implements AutoCloseable {
        private final ServerSocket server =
                new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> waiting = new ArrayList<>();

        BlackHole() throws IOException {
            for (boolean answers = true; answers; ) {
                Socket socket = new Socket();
                waiting.add(socket);
                try {
                    socket.connect(address(), 200);
                } catch (SocketTimeoutException e) {
                    answers = false;
                }
            }
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }

    private static InetSocketAddress nobody() throws IOException {
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) gone.getLocalSocketAddress();
        }
    }

    @Test
    void aHostIsReachedByItsName() throws Exception {
        runtime.blockOn(() -> {
            try (var listener = TcpListener.bind(ANY_PORT)) {
                int port = listener.localAddress().getPort();
                for (String host : List.of("localhost", "127.0.0.1")) {
                    try (var near = TcpStream.connect(host, port).await();
                            var far = listener.accept().await()) {
                        assertThat(far.peerAddress()).isEqualTo(near.localAddress());
                    }
                }
            }
        });
    }

    @Test
    void anAddressThatDoesNotAnswerIsOvertakenAndItsDescriptorComesBack() throws Exception {
        try (var hole = new BlackHole()) {
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(ANY_PORT)) {
                    long before = TestLoop.openSockets();
                    try (var near =
                                    TcpStream.connect(
                                                    List.of(
                                                            hole.address(),
                                                            listener.localAddress()))
                                            .await();
                            var far = listener.accept().await()) {
                        assertThat(near.peerAddress()).isEqualTo(listener.localAddress());
                        assertThat(far.peerAddress()).isEqualTo(near.localAddress());
                        untilOpen(before + 2).await();
                    }
                    untilOpen(before).await();
                }
            });
        }
    }

    /** Descriptors are freed by the driver's turns, which the yields give it. */
    private static Future<@Nullable Void> untilOpen(long sockets) {
        return async(() -> {
            long start = System.nanoTime();
            while (TestLoop.openSockets() != sockets) {
                assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
                yieldNow().await();
            }
        });
    }

    @Test
    void aRefusalIsOvertakenAtOnce() throws Exception {
        InetSocketAddress refusing = nobody();
        runtime.blockOn(() -> {
            try (var listener = TcpListener.bind(ANY_PORT);
                    var near =
                            TcpStream.connect(List.of(refusing, listener.localAddress())).await()) {
                assertThat(near.peerAddress()).isEqualTo(listener.localAddress());
            }
        });
    }

    @Test
    void withoutTimersAFailureStartsTheNext() throws Exception {
        InetSocketAddress refusing = nobody();
        try (var timeless =
                AsyncRuntime.currentThread().driver(driver.choice()).time(false).build()) {
            timeless.blockOn(() -> {
                try (var listener = TcpListener.bind(ANY_PORT);
                        var near =
                                TcpStream.connect(List.of(refusing, listener.localAddress()))
                                        .await()) {
                    assertThat(near.peerAddress()).isEqualTo(listener.localAddress());
                }
            });
        }
    }

    @Test
    void ifNobodyAnswersTheFailureNamesAllAddresses() throws Exception {
        InetSocketAddress one = nobody();
        InetSocketAddress other = nobody();
        assertThatThrownBy(() -> runtime.blockOn(TcpStream.connect(List.of(one, other))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(String.valueOf(one.getPort()))
                .hasMessageContaining(String.valueOf(other.getPort()))
                .satisfies(e ->
                        assertThat(e.getSuppressed())
                                .hasSize(2)
                                .allMatch(ConnectException.class::isInstance));
        assertThatThrownBy(() -> runtime.blockOn(TcpStream.connect("127.0.0.1", one.getPort())))
                .isInstanceOf(ConnectException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void cancellingClosesEveryAttempt() throws Exception {
        try (var hole = new BlackHole()) {
            runtime.blockOn(() -> {
                try (var listener = TcpListener.bind(ANY_PORT)) {
                    assertThat(listener.localAddress().getPort()).isPositive();
                    long before = TestLoop.openSockets();
                    var connect = TcpStream.connect(List.of(hole.address(), hole.address()));
                    try {
                        timeout(Duration.ofMillis(400), connect).await();
                        throw new AssertionError("it connected");
                    } catch (TimeoutException e) {
                        untilOpen(before).await();
                    }
                }
            });
        }
    }

    @Test
    void theDriverCountsWhatItDoes() throws Exception {
        assertThat(runtime.metrics().io()).isEqualTo(new IoMetrics("none", 0, 0, 0, 0, 0));
        runtime.blockOn(() -> {
            try (var listener = TcpListener.bind(ANY_PORT);
                    var near = TcpStream.connect(listener.localAddress()).await();
                    var far = listener.accept().await()) {
                IoMetrics before = runtime.metrics().io();
                assertThat(before.driver()).isEqualTo(driver == TestDriver.NIO ? "NIO" : "epoll");
                assertThat(before.registered()).isEqualTo(3);
                var read = spawn(() -> far.read(ByteBuffer.allocate(1)).await());
                yieldNow().await();
                near.write(ByteBuffer.allocate(1)).await();
                assertThat(read.await()).isEqualTo(1);
                IoMetrics after = runtime.metrics().io();
                assertThat(after.events()).isGreaterThan(before.events());
                assertThat(after.dispatched())
                        .isGreaterThan(before.dispatched())
                        .isLessThanOrEqualTo(after.events());
            }
        });
    }

    /** Whoever spawns from outside ends the wait; how often depends on who was asleep. */
    @Test
    void waitsAndWakeUpsAreCounted() throws Exception {
        runtime.blockOn(() -> {
            try (var listener = TcpListener.bind(ANY_PORT)) {
                var accept = spawn(listener.accept());
                while (runtime.metrics().io().wakeUps() == 0) {
                    // Waits in the driver until the thread of the pool has ended.
                    yamanote.Async.spawnBlocking(
                                    () -> {
                                        long start = System.nanoTime();
                                        while (runtime.metrics().io().waits() == 0
                                                && System.nanoTime() - start < 1_000_000_000) {
                                            Thread.onSpinWait();
                                        }
                                    })
                            .await();
                }
                assertThat(runtime.metrics().io().waits()).isPositive();
                accept.abort();
            }
        });
    }

    @Test
    void aTaskThatClosesASocketIsNamedToWhoWaits() throws Exception {
        runtime.blockOn(() -> {
            try (var listener = TcpListener.bind(ANY_PORT);
                    var near = TcpStream.connect(listener.localAddress()).await();
                    var far = listener.accept().await()) {
                var read = spawn(() -> near.read(ByteBuffer.allocate(1)).await());
                yieldNow().await();
                spawn(() -> near.close()).await();
                var outcome = read.outcome().await();
                assertThat(outcome).isInstanceOf(Outcome.Failed.class);
                assertThat(((Outcome.Failed<?>) outcome).failure())
                        .isInstanceOf(SocketClosedException.class)
                        .hasMessageContaining("closed by the task at")
                        .hasMessageContaining(ConnectByNameTest.class.getSimpleName())
                        .hasMessageContaining("on thread " + Thread.currentThread().getName());
                assertThat(far.peerAddress()).isNotNull();
            }
        });
    }
}
