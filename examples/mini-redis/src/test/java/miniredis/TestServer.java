package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import yamanote.runtime.AsyncRuntime;

/**
 * A server with a runtime of its own, for one test: a current-thread one, or with as many workers
 * as the property {@code miniredis.workers} says; the build runs the tests both ways. {@link
 * #close} expects that it ends gracefully and that no task of it has failed but those expected to.
 */
final class TestServer implements AutoCloseable {
    static final int WORKERS = Integer.getInteger("miniredis.workers", 0);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> expectedFailures = new ArrayList<>();
    private final AsyncRuntime runtime =
            Main.runtime(WORKERS).onUnhandledFailure((_, e) -> failures.add(e)).build();
    private final Server server;
    private final FutureTask<@Nullable Void> life;
    private final int port;
    private final long tasksAtStart;
    private final long socketsAtStart;

    TestServer(Options options) throws Exception {
        server = new Server(options);
        life = new FutureTask<>(() -> runtime.blockOn(server.run()));
        Thread.ofPlatform().name("test-server").start(life);
        try (var client = AsyncRuntime.currentThread().build()) {
            port = client.blockOn(server.bound());
        }
        try (Wire client = connect()) {
            client.ask("PING"); // the listener has had its first turn
            tasksAtStart = runtime.metrics().aliveTasks() - 1;
            socketsAtStart = sockets() - 2;
        }
    }

    static TestServer start() throws Exception {
        return new TestServer(Options.onLoopback(0));
    }

    Server server() {
        return server;
    }

    int port() {
        return port;
    }

    Wire connect() throws IOException {
        return new Wire(port);
    }

    /** A task will fail with this message. */
    void expectFailure(String message) {
        expectedFailures.add(message);
    }

    /** Waits until so many clients are blocked. */
    void awaitBlocked(int clients) throws Exception {
        for (long limit = System.nanoTime() + 20_000_000_000L;
                inside(server::blockedClients) != clients; ) {
            assertThat(System.nanoTime()).as("%d clients are blocked", clients).isLessThan(limit);
        }
    }

    /** Waits until a client has been sent only a part of its reply. */
    void awaitWriting() throws Exception {
        for (long limit = System.nanoTime() + 20_000_000_000L; !inside(server::isWriting); ) {
            assertThat(System.nanoTime()).as("a reply is in flight").isLessThan(limit);
        }
    }

    /** Computes {@code body} under the lock, where the server's state may be looked at. */
    <T> T inside(Callable<T> body) throws Exception {
        synchronized (server.db()) {
            return body.call();
        }
    }

    /** Waits until the server is as it was before its first client: no task, no socket more. */
    void assertNothingLeft() throws Exception {
        Eventually.holds(
                () -> "tasks: " + runtime.metrics().aliveTasks() + ", at first " + tasksAtStart,
                () -> runtime.metrics().aliveTasks() == tasksAtStart);
        Eventually.holds(
                () -> "sockets: " + sockets() + ", at first " + socketsAtStart,
                () -> sockets() <= socketsAtStart);
    }

    /** Waits for the end of a server that has been told to stop. */
    void awaitEnd(Duration limit) throws Exception {
        life.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws Exception {
        server.shutdown();
        awaitEnd(Duration.ofSeconds(10));
        runtime.close();
        assertThat(failures).extracting(Throwable::getMessage).isEqualTo(expectedFailures);
    }

    /** The sockets of this process; 0 where the system does not tell. */
    private static long sockets() {
        long sockets = 0;
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.isDirectory(descriptors)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
                for (Path one : all) {
                    sockets += isSocket(one) ? 1 : 0;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
