package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.CancelledError;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.CancellationToken;
import yamanote.task.JoinHandle;

/** A server on a runtime with two workers, blocking sockets as its clients. */
@OnEachDriver
@Timeout(120)
@SuppressWarnings("NullAway.Init") // serve() sets what most tests use
class LimitedServeTest {
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    @Parameter TestDriver driver;

    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(16);
    private final CancellationToken stop = CancellationToken.create();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private AsyncRuntime runtime;
    private TcpListener listener;
    private InetSocketAddress address;

    @BeforeEach
    void start() {
        runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .driver(driver.choice())
                        .onUnhandledFailure((site, failure) -> failures.add(failure))
                        .build();
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    /** Sends back what comes until the end; an 'x' is a failure. Counts itself. */
    private AsyncConsumer<TcpStream> echo() {
        return stream -> {
            most.accumulateAndGet(open.incrementAndGet(), Math::max);
            ByteBuffer buffer = ByteBuffer.allocate(16);
            try {
                while (stream.read(buffer.clear()).await() > 0) {
                    buffer.flip();
                    if (buffer.get(0) == 'x') {
                        throw new IOException("told to fail");
                    }
                    stream.writeAll(buffer).await();
                }
            } catch (CancelledError e) {
                cancelled.incrementAndGet();
                throw e;
            } finally {
                open.decrementAndGet();
            }
        };
    }

    private ServeLimits limits() {
        return ServeLimits.defaults().drainTimeout(LONG).stopOn(stop);
    }

    private JoinHandle<Integer> serve(ServeLimits limits) throws Exception {
        return serve(limits, echo());
    }

    private JoinHandle<Integer> serve(ServeLimits limits, AsyncConsumer<TcpStream> handler)
            throws Exception {
        return runtime.blockOn(() -> {
            listener = TcpListener.bind(ANY_PORT);
            address = listener.localAddress();
            return spawn(listener.serve(handler, limits));
        });
    }

    private Socket client() throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static int roundTrip(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    private static int ended(JoinHandle<Integer> serving) throws Exception {
        return serving.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** Closing frees the port at a turn of the reactor that nobody else tells of. */
    private void untilRefused() throws IOException {
        for (; ; ) {
            try (Socket client = client()) {
                assertThat(client.isConnected()).isTrue();
            } catch (ConnectException e) {
                return;
            } catch (SocketException e) {
                // Met the listener in the moment of its end: once more.
                assertThat(e).hasMessageContaining("reset");
            }
        }
    }

    @Test
    void moreThanTheLimitWaitsForAPlace() throws Exception {
        JoinHandle<Integer> serving = serve(limits().maxConnections(2));
        try (Socket first = client();
                Socket second = client();
                Socket third = client()) {
            assertThat(roundTrip(first, 'a')).isEqualTo('a');
            assertThat(roundTrip(second, 'b')).isEqualTo('b');
            third.getOutputStream().write('c');
            assertThat(roundTrip(first, 'd')).isEqualTo('d');
            assertThat(open).hasValue(2);
            first.shutdownOutput();
            assertThat(third.getInputStream().read()).as("it has the place").isEqualTo('c');
            assertThat(roundTrip(second, 'e')).isEqualTo('e');
        }
        for (int i = 0; i < 50; i++) {
            try (Socket client = client()) {
                assertThat(roundTrip(client, i)).isEqualTo(i);
            }
        }
        assertThat(most).hasValue(2);
        stop.cancel();
        assertThat(ended(serving)).isZero();
    }

    @Test
    void aDrainWaitsForItsConnectionsAndRefusesOthers() throws Exception {
        JoinHandle<Integer> serving = serve(limits());
        try (Socket client = client()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
            stop.cancel();
            untilRefused();
            assertThat(roundTrip(client, 'b')).isEqualTo('b');
            assertThat(serving.isFinished()).isFalse();
        }
        assertThat(ended(serving)).as("cancelled").isZero();
        assertThat(open).hasValue(0);
        assertThat(cancelled).hasValue(0);
    }

    @Test
    void atTheDeadlineTheRestIsCancelledAndCounted() throws Exception {
        JoinHandle<Integer> serving = serve(limits().drainTimeout(SHORT));
        try (Socket one = client();
                Socket two = client()) {
            assertThat(roundTrip(one, 'a')).isEqualTo('a');
            assertThat(roundTrip(two, 'b')).isEqualTo('b');
            stop.cancel();
            assertThat(ended(serving)).isEqualTo(2);
            assertThat(open).as("has awaited their ends").hasValue(0);
            assertThat(cancelled).hasValue(2);
            assertThat(one.getInputStream().read()).isEqualTo(-1);
            assertThat(two.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Clean-up of a connection that takes its time belongs to the drain. */
    @Test
    void cleanUpsAreAwaited() throws Exception {
        var started = new CompletableFuture<@Nullable Void>();
        var begun = new CompletableFuture<@Nullable Void>();
        var cleanUp = new CompletableFuture<@Nullable Void>();
        JoinHandle<Integer> serving =
                serve(
                        limits().drainTimeout(Duration.ZERO),
                        stream -> {
                            try {
                                started.complete(null);
                                stream.read(ByteBuffer.allocate(1)).await();
                            } finally {
                                begun.complete(null);
                                yamanote.future.Futures.fromCompletionStage(cleanUp).await();
                                open.set(-1);
                            }
                        });
        try (Socket client = client()) {
            assertThat(client.isConnected()).isTrue();
            started.get(30, TimeUnit.SECONDS);
            stop.cancel();
            begun.get(30, TimeUnit.SECONDS);
            assertThat(serving.isFinished()).isFalse();
            cleanUp.complete(null);
            assertThat(ended(serving)).isEqualTo(1);
            assertThat(open).hasValue(-1);
        }
    }

    @Test
    void closingTheListenerIsAStopAlsoWithAllPlacesTaken() throws Exception {
        JoinHandle<Integer> serving = serve(limits().maxConnections(1));
        try (Socket client = client()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
            listener.close();
            untilRefused();
            assertThat(roundTrip(client, 'b')).isEqualTo('b');
            assertThat(serving.isFinished()).isFalse();
        }
        assertThat(ended(serving)).isZero();
    }

    @Test
    void anIdleServerStopsAtOnce() throws Exception {
        JoinHandle<Integer> serving = serve(limits());
        stop.cancel();
        assertThat(ended(serving)).isZero();
        untilRefused();
    }

    @Test
    void aTokenThatIsCancelledAlreadyServesNobody() throws Exception {
        stop.cancel();
        assertThat(ended(serve(limits()))).isZero();
        untilRefused();
    }

    @Test
    void aFailureIsReportedAtOnceAndTheOthersGoOn() throws Exception {
        JoinHandle<Integer> serving = serve(limits().maxConnections(2));
        try (Socket good = client();
                Socket bad = client()) {
            assertThat(roundTrip(good, 'a')).isEqualTo('a');
            assertThat(roundTrip(bad, 'x')).isEqualTo(-1);
            assertThat(failures.poll(30, TimeUnit.SECONDS)).hasMessage("told to fail");
            assertThat(roundTrip(good, 'b')).isEqualTo('b');
            try (Socket next = client()) {
                assertThat(roundTrip(next, 'c')).as("the place is free").isEqualTo('c');
            }
        }
        stop.cancel();
        assertThat(ended(serving)).isZero();
    }

    @Test
    void aHandlerThatCannotEvenStartLeavesThePlaceFree() throws Exception {
        JoinHandle<Integer> serving = serve(limits().maxConnections(1), new Unstartable());
        for (int i = 0; i < 3; i++) {
            try (Socket client = client()) {
                assertThat(client.getInputStream().read()).isEqualTo(-1);
            }
            assertThat(failures.poll(30, TimeUnit.SECONDS)).hasMessage("not today");
        }
        stop.cancel();
        assertThat(ended(serving)).isZero();
    }

    private static final class Unstartable implements AsyncConsumer<TcpStream> {
        @Override
        public void accept(TcpStream stream) {
            throw new AssertionError("never called");
        }

        @Override
        public yamanote.future.Future<@Nullable Void> start(TcpStream stream) {
            throw new IllegalStateException("not today");
        }
    }

    @Test
    void cancellingTheServerCancelsItsConnectionsAndAwaitsThem() throws Exception {
        JoinHandle<Integer> serving = serve(limits());
        try (Socket client = client()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
            serving.abort();
            assertThatThrownBy(() -> ended(serving)).isInstanceOf(CancellationException.class);
            assertThat(open).hasValue(0);
            assertThat(cancelled).hasValue(1);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** The listener is the caller's still: another server may go on with it. */
    @Test
    void afterATimeoutTheListenerIsOpen() throws Exception {
        runtime.blockOn(() -> {
            listener = TcpListener.bind(ANY_PORT);
            address = listener.localAddress();
            try {
                timeout(SHORT, listener.serve(echo(), limits())).await();
                throw new AssertionError("it ended");
            } catch (TimeoutException e) {
                spawn(listener.serve(echo(), limits()));
            }
        });
        try (Socket client = client()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
        }
    }

    @Test
    void oneThatIsCancelledBeforeItsFirstPollDoesNothing() throws Exception {
        runtime.blockOn(() -> {
            try (var idle = TcpListener.bind(ANY_PORT)) {
                var serve = idle.serve(echo(), limits());
                var cx = yamanote.future.Context.noop();
                assertThat(serve.cancel(cx)).isTrue();
                assertThat(serve.cancel(cx)).isTrue();
                assertThatThrownBy(() -> serve.poll(cx))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("make a new one");
            }
        });
    }

    @Test
    void descriptorsComeBack() throws Exception {
        long before = TestLoop.openSockets();
        JoinHandle<Integer> serving = serve(limits().drainTimeout(SHORT).maxConnections(5));
        for (int i = 0; i < 20; i++) {
            try (Socket client = client()) {
                assertThat(roundTrip(client, i)).isEqualTo(i);
            }
        }
        try (Socket left = client()) {
            assertThat(roundTrip(left, 'a')).isEqualTo('a');
            stop.cancel();
            assertThat(ended(serving)).isPositive();
        }
        runtime.close();
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    @Test
    void limitsThatAreNoneAreMisuse() {
        ServeLimits limits = ServeLimits.defaults();
        assertThat(limits.maxConnections()).isEqualTo(ServeLimits.UNLIMITED);
        assertThat(limits.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.stop()).isNull();
        assertThatThrownBy(() -> limits.maxConnections(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("maxConnections");
        assertThatThrownBy(() -> limits.drainTimeout(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("drainTimeout");
    }

    @Test
    void aRuntimeWithoutTimersIsRefusedAtTheStart() throws Exception {
        try (var timeless =
                AsyncRuntime.currentThread().driver(driver.choice()).time(false).build()) {
            assertThatThrownBy(() ->
                            timeless.blockOn(() -> {
                                try (var idle = TcpListener.bind(ANY_PORT)) {
                                    idle.serve(echo(), limits()).await();
                                }
                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("time(false)");
        }
    }
}
