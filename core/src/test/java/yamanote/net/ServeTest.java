package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Futures;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;
import yamanote.task.TaskCancelledException;

/** A server on a runtime of its own thread, blocking sockets as its clients. */
@OnEachDriver
@Timeout(60)
@SuppressWarnings("NullAway.Init") // serve() sets what most tests use
class ServeTest {
    @Parameter TestDriver driver;

    private final BlockingQueue<Throwable> failures = new ArrayBlockingQueue<>(16);
    private AsyncRuntime runtime;
    private @Nullable Thread driving;
    private InetSocketAddress address;
    private TcpListener listener;

    /** What begins with 'x' fails, anything else is sent back, until the end. */
    private static AsyncConsumer<TcpStream> echo() {
        return stream -> {
            ByteBuffer buffer = ByteBuffer.allocate(16);
            while (stream.read(buffer.clear()).await() > 0) {
                buffer.flip();
                if (buffer.get(0) == 'x') {
                    throw new IOException("told to fail");
                }
                stream.writeAll(buffer).await();
            }
        };
    }

    @BeforeEach
    void start() {
        runtime =
                AsyncRuntime.currentThread()
                        .driver(driver.choice())
                        .onUnhandledFailure((site, failure) -> failures.add(failure))
                        .build();
    }

    /** Serves until the handle is aborted, on a thread of its own. */
    private JoinHandle<?> serve() throws Exception {
        var served = new ArrayBlockingQueue<JoinHandle<?>>(1);
        var failed = new AtomicReference<Throwable>();
        driving =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                runtime.blockOn(() -> {
                                    listener = TcpListener.bind(ANY_PORT);
                                    address = listener.localAddress();
                                    served.add(spawn(listener.serve(echo())));
                                    Futures.pending().await();
                                });
                            } catch (InterruptedException e) {
                                return; // the end of the test
                            } catch (Throwable t) {
                                failed.set(t);
                            }
                        });
        JoinHandle<?> handle = served.poll(20, TimeUnit.SECONDS);
        assertThat(failed.get()).isNull();
        assertThat(handle).isNotNull();
        return handle;
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (driving != null) {
            driving.interrupt();
            driving.join();
        }
        runtime.close();
    }

    private Socket client() throws IOException {
        return new Socket(address.getAddress(), address.getPort());
    }

    private static int roundTrip(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        return client.getInputStream().read();
    }

    @Test
    void everyConnectionHasATaskOfItsOwn() throws Exception {
        serve();
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            clients.add(client());
        }
        for (int round = 0; round < 3; round++) {
            for (Socket client : clients) {
                assertThat(roundTrip(client, 'a' + round)).isEqualTo('a' + round);
            }
        }
        for (Socket client : clients) {
            client.shutdownOutput();
            assertThat(client.getInputStream().read())
                    .as("closed when its task ends")
                    .isEqualTo(-1);
            client.close();
        }
    }

    @Test
    void aFailingHandlerIsReportedItsConnectionClosedAndTheOthersUnharmed() throws Exception {
        serve();
        try (Socket good = client();
                Socket bad = client()) {
            assertThat(roundTrip(good, 'a')).isEqualTo('a');
            assertThat(roundTrip(bad, 'x')).isEqualTo(-1);
            assertThat(roundTrip(good, 'b')).isEqualTo('b');
            Throwable failure = null;
            for (int i = 0; failure == null && i < 200; i++) {
                System.gc(); // unread failures are found by reachability
                assertThat(roundTrip(good, 'c')).isEqualTo('c');
                failure = failures.poll(50, TimeUnit.MILLISECONDS);
            }
            assertThat(failure).isInstanceOf(IOException.class).hasMessage("told to fail");
        }
    }

    @Test
    void cancellingStopsAcceptingAndConnectionsGoOn() throws Exception {
        JoinHandle<?> serving = serve();
        try (Socket early = client()) {
            assertThat(roundTrip(early, 'a')).isEqualTo('a');
            serving.abort();
            assertThat(ended(serving)).isInstanceOf(TaskCancelledException.class);
            assertThat(roundTrip(early, 'b')).isEqualTo('b');
            try (Socket late = client()) { // the system still takes it, nobody else does
                late.getOutputStream().write('c');
                late.setSoTimeout(100);
                assertThatThrownBy(() -> late.getInputStream().read())
                        .isInstanceOf(java.net.SocketTimeoutException.class);
            }
        }
    }

    @Test
    void closingTheListenerEndsServing() throws Exception {
        JoinHandle<?> serving = serve();
        listener.close();
        assertThat(ended(serving)).isInstanceOf(SocketClosedException.class);
        untilRefused();
    }

    /** The port is free after the reactor's next turn, which comes by itself. */
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

    /** What {@code handle} failed with. */
    private static Throwable ended(JoinHandle<?> handle) throws InterruptedException {
        var result = new ArrayBlockingQueue<Throwable>(1);
        Thread.startVirtualThread(() -> {
            try {
                handle.await();
                result.add(new AssertionError("it ended well"));
            } catch (Exception e) {
                result.add(e);
            }
        });
        return result.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void closingTheRuntimeClosesItsSockets() throws Exception {
        serve();
        try (Socket client = client()) {
            assertThat(roundTrip(client, 'a')).isEqualTo('a');
            stop();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        assertThatThrownBy(this::client).isInstanceOf(ConnectException.class);
    }

    @Test
    void bindAndConnectOutsideOfARuntimeNameTheMend() {
        assertThatThrownBy(() -> TcpListener.bind(ANY_PORT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TcpListener.bind")
                .hasMessageContaining("runtime");
        assertThatThrownBy(() -> TcpStream.connect(ANY_PORT).poll(yamanote.future.Context.noop()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TcpStream.connect");
    }

    @Test
    void anAsyncClientTalksToTheServer() throws Exception {
        serve();
        var answer = ByteBuffer.allocate(5);
        try (var other = AsyncRuntime.currentThread().build()) {
            other.blockOn(() -> {
                try (TcpStream stream = TcpStream.connect(address).await()) {
                    stream.writeAll(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5})).await();
                    stream.readExact(answer).await();
                }
            });
        }
        assertThat(answer.array()).containsExactly(1, 2, 3, 4, 5);
    }
}
