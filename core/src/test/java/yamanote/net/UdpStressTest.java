package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.joinAll;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import yamanote.future.Future;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;
import yamanote.internal.reactor.TestLoop;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;
import yamanote.task.JoinHandle;

/** Many tasks on one socket: each question gets its answer. */
@OnEachDriver
@Timeout(120)
class UdpStressTest {
    private static final int SERVERS = 4;
    private static final int CLIENTS = 16;
    private static final int TRIPS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Parameter TestDriver driver;

    /** B281. */
    @Test
    void onOneThreadAllTasksOfASocketMakeProgress() throws Exception {
        run(AsyncRuntime.currentThread());
    }

    /** B281. */
    @Test
    void onTwoWorkersAllTasksOfASocketMakeProgress() throws Exception {
        run(AsyncRuntime.multiThread().workerThreads(2));
    }

    private void run(RuntimeBuilder builder) throws Exception {
        long before = TestLoop.openSockets();
        try (var runtime = builder.driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                UdpSocket server = UdpSocket.bind(ANY_PORT);
                List<JoinHandle<?>> servers = new ArrayList<>();
                for (int i = 0; i < SERVERS; i++) {
                    servers.add(spawn(UdpEchoTest.echo(server)));
                }
                List<Future<Void>> clients = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(spawn(client(server.localAddress())));
                }
                joinAll(clients).await();
                servers.forEach(JoinHandle::abort);
                server.close();
            });
        }
        assertThat(TestLoop.openSockets()).isEqualTo(before);
    }

    /** Numbers its questions, since an answer that comes late follows one that was asked again. */
    private static Future<Void> client(InetSocketAddress server) {
        return async(() -> {
            try (UdpSocket socket = UdpSocket.bind(ANY_PORT)) {
                socket.connect(server);
                ByteBuffer out = ByteBuffer.allocate(4);
                ByteBuffer in = ByteBuffer.allocate(4);
                int answered = 0;
                while (answered < TRIPS) {
                    socket.send(out.clear().putInt(0, answered)).await();
                    try {
                        timeout(PATIENCE, socket.receive(in.clear())).await();
                    } catch (TimeoutException e) {
                        continue; // lost on the way
                    }
                    answered += in.getInt(0) == answered ? 1 : 0;
                }
            }
        });
    }

    /** Each round finds what it sent, so it never has to wait. */
    @Test
    void aSocketThatIsAlwaysReadyDoesNotStarveItsNeighbours() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().driver(driver.choice()).build()) {
            runtime.blockOn(() -> {
                UdpSocket socket = UdpSocket.bind(ANY_PORT);
                var busy = spawn(toItself(socket));
                for (int i = 0; i < 100; i++) {
                    yieldNow().await();
                }
                assertThat(busy.isFinished()).isFalse();
                busy.abort();
            });
        }
    }

    private static Future<Void> toItself(UdpSocket socket) {
        return async(() -> {
            InetSocketAddress self = socket.localAddress();
            ByteBuffer buffer = ByteBuffer.allocateDirect(16);
            while (true) {
                socket.sendTo(buffer.clear(), self).await();
                socket.receive(buffer.clear()).await();
            }
        });
    }
}
