package yamanote.net;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.AsyncConsumer;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;
import yamanote.task.JoinHandle;

/** Connections that come and go, with messages of all sizes: each gets back what it sent. */
@OnEachDriver
@Timeout(120)
class TcpStressTest {
    private static final int CLIENTS = 32;
    private static final int TRIPS = 600;
    private static final int LARGEST = 200_000;

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
        return stream -> {
            ByteBuffer buffer = ByteBuffer.allocateDirect(16 * 1024);
            while (stream.read(buffer.clear()).await() >= 0) {
                stream.writeAll(buffer.flip()).await();
            }
        };
    }

    /** Half of the clients with direct buffers; every so often over a new connection. */
    private static Future<Void> client(InetSocketAddress address, int seed) {
        return async(() -> {
            Random random = new Random(seed);
            ByteBuffer out = buffer(seed);
            ByteBuffer in = buffer(seed);
            TcpStream stream = TcpStream.connect(address).await();
            for (int i = 0; i < TRIPS; i++) {
                fill(out.clear(), i % 100 == 99 ? LARGEST : 1 + random.nextInt(3000), random);
                stream.writeAll(out).await();
                stream.readExact(in.clear().limit(out.limit())).await();
                assertThat(in.flip()).isEqualTo(out.rewind());
                if (random.nextInt(50) == 0) {
                    stream.close();
                    stream = TcpStream.connect(address).await();
                }
            }
            stream.close();
        });
    }

    private static ByteBuffer buffer(int seed) {
        return seed % 2 == 0 ? ByteBuffer.allocate(LARGEST) : ByteBuffer.allocateDirect(LARGEST);
    }

    private static void fill(ByteBuffer buffer, int size, Random random) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        buffer.put(bytes).flip();
    }
}
