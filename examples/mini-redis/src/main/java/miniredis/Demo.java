package miniredis;

import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** The server on a runtime of its own, its clients on another, and what they measured. */
final class Demo {
    private static final int KEYS = 10_000;

    private final int connections;
    private final Duration duration;
    private final Histogram latency = new Histogram(TimeUnit.SECONDS.toNanos(10), 3);
    private long done;
    private boolean over;

    private Demo(Duration duration, int connections) {
        this.duration = duration;
        this.connections = connections;
    }

    /**
     * @param workers of the server; 0: it runs on one thread
     */
    static void run(int seconds, int connections, int workers) throws Exception {
        Server server = new Server(Options.onLoopback(0));
        try (var serverRuntime = Main.runtime(workers).build();
                var clientRuntime = AsyncRuntime.currentThread().build()) {
            Thread serverThread =
                    Thread.ofPlatform()
                            .name("mini-redis")
                            .start(() -> serve(serverRuntime, server));
            int port = clientRuntime.blockOn(server.bound());
            IO.println(
                    "mini-redis (%s) on port %d; %d clients, each a task, ask it for %d seconds"
                            .formatted(
                                    workers == 0 ? "one thread" : workers + " workers",
                                    port,
                                    connections,
                                    seconds));
            var demo = new Demo(Duration.ofSeconds(seconds), connections);
            clientRuntime.blockOn(
                    demo.drive(
                            new InetSocketAddress("127.0.0.1", port),
                            () -> serverRuntime.metrics().aliveTasks()));
            server.shutdown();
            serverThread.join();
        }
    }

    private static void serve(AsyncRuntime runtime, Server server) {
        try {
            runtime.blockOn(server.run());
        } catch (Exception e) {
            throw new IllegalStateException("the server failed", e);
        }
    }

    private interface Gauge {
        long read();
    }

    private Future<@Nullable Void> drive(InetSocketAddress address, Gauge serverTasks) {
        return async(() -> {
            long heapBefore = heapInUse();
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                clients.add(Client.connect(address).await());
            }
            sleep(Duration.ofMillis(200)).await();
            long perConnection = (heapInUse() - heapBefore) / connections;

            List<JoinHandle<@Nullable Void>> tasks = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                tasks.add(spawn(ask(clients.get(i), i)));
            }
            long seconds = duration.toSeconds();
            long before = 0;
            for (int second = 1; second <= seconds; second++) {
                sleep(Duration.ofSeconds(1)).await();
                IO.println(
                        "%3d s  %,9d requests/s  p50 %6.2f ms  tasks alive in the server %,d"
                                .formatted(
                                        second,
                                        done - before,
                                        latency.getValueAtPercentile(50) / 1e6,
                                        serverTasks.read()));
                before = done;
            }
            over = true;
            for (var task : tasks) {
                task.await();
            }
            IO.println(
                    """

                    requests/s            %,12.0f
                    p50 / p99 / p99.9     %.2f / %.2f / %.2f ms
                    tasks alive (server)  %,12d
                    heap per connection   %,12d B, idle, client and server end together\
                    """
                            .formatted(
                                    done / (double) seconds,
                                    latency.getValueAtPercentile(50) / 1e6,
                                    latency.getValueAtPercentile(99) / 1e6,
                                    latency.getValueAtPercentile(99.9) / 1e6,
                                    serverTasks.read(),
                                    perConnection));
            clients.forEach(Client::close);
        });
    }

    /** One client: sets and gets in turn, one request at a time. */
    private Future<@Nullable Void> ask(Client client, int seed) {
        return async(() -> {
            for (int i = seed; !over; i++) {
                String key = "key:" + (i * 7919 % KEYS);
                long start = System.nanoTime();
                var reply =
                        i % 2 == 0
                                ? client.call("SET", key, "value of " + i).await()
                                : client.call("GET", key).await();
                latency.recordValue(System.nanoTime() - start);
                done++;
                if (reply instanceof Reply.Failure failure) {
                    throw new IllegalStateException(failure.message());
                }
            }
        });
    }

    private static long heapInUse() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
