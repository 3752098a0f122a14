package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end under load, and what the next one finds in their append-only file. */
class CrashTest {
    private static final int CLIENTS = 8;

    @TempDir Path folder;

    private String[] serve(String sync) {
        return new String[] {
            "serve",
            "--port",
            "0",
            "--workers",
            Integer.toString(TestServer.WORKERS),
            "--appendonly",
            "yes",
            "--appendfsync",
            sync,
            "--dir",
            folder.toString()
        };
    }

    @Test
    void killUnderLoadLosesNothingAcknowledgedUnderAlways() throws Exception {
        List<Long> before = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            before.add(0L);
        }
        for (int round = 0; round < 3; round++) {
            before = endUnderLoad("always", before, ChildJvm::kill);
        }
    }

    @Test
    void sigtermUnderLoadLosesNothingAcknowledgedUnderEverysec() throws Exception {
        List<Long> before = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            before.add(0L);
        }
        List<Long> after = endUnderLoad("everysec", before, ChildJvm::terminate);
        endUnderLoad("everysec", after, ChildJvm::terminate);
    }

    private interface End {
        void of(ChildJvm server);
    }

    /**
     * Starts a server, which must hold at least the counts of {@code before}, lets clients count on
     * and ends it; gives the counts that were acknowledged.
     */
    private List<Long> endUnderLoad(String sync, List<Long> before, End end) throws Exception {
        List<Future<Long>> acknowledged = new ArrayList<>();
        try (var server = new ChildJvm(":", Main.class, serve(sync));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = Integer.parseInt(server.await("ready on port "));
            var underWay = new CountDownLatch(CLIENTS * 50);
            for (int client = 0; client < CLIENTS; client++) {
                String key = "counter " + client;
                long atLeast = before.get(client);
                acknowledged.add(threads.submit(() -> count(port, key, atLeast, underWay)));
            }
            underWay.await();
            end.of(server);
            List<Long> counts = new ArrayList<>();
            for (Future<Long> count : acknowledged) {
                counts.add(count.get());
            }
            assertThat(server.exitCode()).isIn(0, 137);
            return counts;
        }
    }

    /** Counts until the server has gone; gives the count that it acknowledged last. */
    private static long count(int port, String key, long atLeast, CountDownLatch underWay)
            throws IOException {
        long last;
        try (Wire client = new Wire(port)) {
            last = number(client.ask("INCR", key));
            assertThat(last).as(key).isGreaterThan(atLeast);
            try {
                while (true) {
                    long next = number(client.ask("INCR", key));
                    assertThat(next).isEqualTo(last + 1);
                    last = next;
                    underWay.countDown();
                }
            } catch (EOFException | SocketException ended) {
                return last;
            }
        }
    }

    private static long number(String reply) {
        assertThat(reply).startsWith(":");
        return Long.parseLong(reply.strip().substring(1));
    }
}
