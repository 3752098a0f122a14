package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.net.TcpListener;
import yamanote.task.JoinHandle;

/** A task that leaves its worker's interrupt flag set. */
@Timeout(60)
class WorkerInterruptTest {
    /** NIO closes the channel of whoever uses it with the flag set. */
    @Test
    void otherTasksDoNotSeeItAndKeepTheirSockets() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            JoinHandle<Boolean> task =
                    runtime.spawn(() -> {
                        var address = new InetSocketAddress("127.0.0.1", 0);
                        try (var listener = TcpListener.bind(address)) {
                            spawn(Steps.ready(WorkerInterruptTest::interruptSelf)).await();
                            boolean seen = Thread.currentThread().isInterrupted();
                            for (int i = 0; i < 3; i++) {
                                spawn(Steps.ready(WorkerInterruptTest::interruptSelf));
                                try (var client = new Socket()) {
                                    yieldNow().await();
                                    client.connect(listener.localAddress());
                                    listener.accept().await().close();
                                }
                            }
                            return seen;
                        }
                    });
            assertThat(runtime.<Boolean>blockOn(task)).isFalse();
        }
    }

    private static int interruptSelf() {
        Thread.currentThread().interrupt();
        return 1;
    }

    @Test
    void theWorkerSleepsAllTheSame() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            runtime.blockOn(runtime.spawn(Steps.ready(WorkerInterruptTest::interruptSelf)));
            runtime.blockOn(
                    Async.async(() -> Async.sleep(java.time.Duration.ofMillis(100)).await()));
            assertThat(runtime.metrics().parks()).isLessThan(50);
        }
    }
}
