package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read what they asked for. */
class SlowClientTest {
    private static final int ITEMS = 1000;
    private static final String ITEM = "i".repeat(1000);

    private TestServer server;
    private Wire bystander;

    @BeforeEach
    void startWithALargeList() throws Exception {
        server = TestServer.start();
        bystander = server.connect();
        String[] push = Collections.nCopies(ITEMS + 2, ITEM).toArray(String[]::new);
        push[0] = "RPUSH";
        push[1] = "large";
        bystander.ask(push);
    }

    @AfterEach
    void stop() throws Exception {
        bystander.close();
        server.assertNothingLeft();
        server.close();
    }

    /** What buffers outside of the heap take in this process. */
    static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private static String pipelined(int count) {
        return Wire.request("LRANGE", "large", "0", "-1").repeat(count);
    }

    private long commandsDone() throws Exception {
        return server.inside(() -> server.server().commandsDone());
    }

    @Test
    void clientThatNeverReadsHoldsNoMoreThanOneReply() throws Exception {
        long before = directMemory();
        long done = commandsDone();
        try (Wire client = server.connect()) {
            client.send(pipelined(200));
            long seen = -1;
            int pings = 0;
            for (int same = 0; same < 20; pings++) {
                assertThat(bystander.ask("PING")).isEqualTo("+PONG\r\n");
                long now = commandsDone() - done - pings;
                same = now == seen && now > 1 ? same + 1 : 0;
                seen = now;
                assertThat(directMemory() - before).isLessThan(32 << 20);
            }
            assertThat(seen).as("commands executed of 200").isLessThan(100);
        }
    }

    @Test
    void clientThatReadsLateGetsEverything() throws Exception {
        try (Wire client = server.connect()) {
            client.send(pipelined(30) + "PING\r\n");
            assertThat(bystander.ask("PING")).isEqualTo("+PONG\r\n");
            String expected = bystander.ask("LRANGE", "large", "0", "-1");
            for (int i = 0; i < 30; i++) {
                assertThat(client.reply().equals(expected)).as("reply %d", i).isTrue();
            }
            assertThat(client.reply()).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void subscriberThatNeverReadsIsDisconnected() throws Exception {
        try (Wire deaf = server.connect();
                Wire attentive = server.connect()) {
            deaf.ask("SUBSCRIBE", "c");
            attentive.ask("SUBSCRIBE", "c");
            String message = "m".repeat(100_000);
            String received = ":2\r\n";
            int published = 0;
            while (received.equals(":2\r\n")) {
                received = bystander.ask("PUBLISH", "c", message);
                assertThat(attentive.reply()).endsWith("m\r\n");
                assertThat(++published).isLessThan(1000);
            }
            assertThat(received).isEqualTo(":1\r\n");
            deaf.awaitClosed();
        }
    }

    @Test
    void whatAFailedCommandHasWrittenIsNotForTheNextClient() throws Exception {
        synchronized (server.server().db()) {
            server.server().commands().add("FAIL", 1, 1, SlowClientTest::fail);
        }
        try (Wire client = server.connect()) {
            client.send("FAIL\r\n").awaitClosed();
        }
        assertThat(bystander.ask("PING")).isEqualTo("+PONG\r\n");
        server.expectFailure("as expected");
    }

    private static void fail(Command command, Session session) {
        session.replies().bulk("secret");
        throw new IllegalStateException("as expected");
    }
}
