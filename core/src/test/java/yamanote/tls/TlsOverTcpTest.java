package yamanote.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.spawn;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

/** Over sockets, on each driver. */
@OnEachDriver
@Timeout(300)
class TlsOverTcpTest {
    private static final int CLIENTS = 8;
    private static final int TRIPS = 50;
    private static final int LARGEST = 200_000;

    private static final TlsConnector CONNECTOR = TlsConnector.of(TestKeys.context(null));
    private static final TlsAcceptor ACCEPTOR = TlsAcceptor.of(TestKeys.context("server"));

    @Parameter TestDriver driver;

    @Test
    void onOneThreadEachGetsBackWhatItSent() throws Exception {
        run(AsyncRuntime.currentThread());
    }

    @Test
    void onTwoWorkersEachGetsBackWhatItSent() throws Exception {
        run(AsyncRuntime.multiThread().workerThreads(2));
    }

    private void run(RuntimeBuilder builder) throws Exception {
        long before = TestLoop.openSockets();
        try (var runtime = builder.driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(ANY_PORT);
                JoinHandle<?> server = spawn(listener.serve(echo()));
                List<Future<Void>> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(spawn(client(listener.localAddress(), i)));
                }
                joinAll(clients).await();
                server.abort();
                listener.close();
            });
        }
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    private static AsyncConsumer<TcpStream> echo() {
        return socket -> {
            try (var stream = ACCEPTOR.accept(socket).await()) {
                ByteBuffer buffer = ByteBuffer.allocate(20 * 1024);
                while (stream.read(buffer.clear()).await() >= 0) {
                    stream.writeAll(buffer.flip()).await();
                    stream.flush().await();
                }
                stream.shutdown().await();
            }
        };
    }

    /** Writes and reads at once: what is on its way may be more than the sockets hold. */
    private static Future<Void> client(InetSocketAddress address, int seed) {
        return async(() -> {
            Random random = new Random(seed);
            try (var stream =
                    CONNECTOR
                            .connect(
                                    "localhost",
                                    address.getPort(),
                                    TcpStream.connect(address).await())
                            .await()) {
                for (int i = 0; i < TRIPS; i++) {
                    byte[] bytes = new byte[i == 7 ? LARGEST : 1 + random.nextInt(3000)];
                    random.nextBytes(bytes);
                    var sent = spawn(send(stream, bytes));
                    ByteBuffer in = ByteBuffer.allocate(bytes.length);
                    stream.readExact(in).await();
                    sent.await();
                    assertThat(in.array()).isEqualTo(bytes);
                }
                stream.shutdown().await();
                assertThat(stream.read(ByteBuffer.allocate(1)).await()).isEqualTo(-1);
            }
        });
    }

    private static Future<Void> send(TlsStream<?> stream, byte[] bytes) {
        return async(() -> {
            stream.writeAll(ByteBuffer.wrap(bytes)).await();
            stream.flush().await();
        });
    }

    @Test
    void aFailedHandshakeClosesBothSockets() throws Exception {
        long before = TestLoop.openSockets();
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                var listener = TcpListener.bind(ANY_PORT);
                var server =
                        spawn(
                                async(() ->
                                        TlsAcceptor.of(TestKeys.context("expired"))
                                                .accept(listener.accept().await())
                                                .await()));
                var socket = TcpStream.connect(listener.localAddress()).await();
                var client = spawn(CONNECTOR.connect("localhost", socket));
                assertThat(client.outcome().await())
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed ->
                                        assertThat(failed.failure())
                                                .isInstanceOf(SSLHandshakeException.class));
                assertThat(server.outcome().await()).isInstanceOf(Outcome.Failed.class);
                listener.close();
            });
        }
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }
}
