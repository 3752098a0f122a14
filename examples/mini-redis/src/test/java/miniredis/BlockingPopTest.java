package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that wait for an item, and those that die waiting. */
class BlockingPopTest {
    private TestServer server;
    private Wire other;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start();
        other = server.connect();
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        server.assertNothingLeft();
        server.close();
    }

    private static String popped(String key, String item) {
        return Wire.request(key, item);
    }

    /** A client that waits at {@code keys}, behind those that do so already. */
    private Wire waiting(int clientsThen, String keys) throws Exception {
        Wire client = server.connect().send("BLPOP " + keys + " 0\r\n");
        server.awaitBlocked(clientsThen);
        return client;
    }

    @Test
    void itemsGoToWaitersInTheirOrder() throws Exception {
        List<Wire> waiters = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            waiters.add(waiting(i, "k"));
        }
        assertThat(other.ask("RPUSH", "k", "0", "1", "2", "3", "4", "left")).isEqualTo(":6\r\n");
        for (int i = 0; i < 5; i++) {
            assertThat(waiters.get(i).reply()).isEqualTo(popped("k", "" + i));
            waiters.get(i).close();
        }
        assertThat(other.ask("LPOP", "k")).isEqualTo("$4\r\nleft\r\n");
    }

    /**
     * On one thread a death that came before the push is seen before it. Several workers may see
     * them the other way round, so there the push comes once the server knows.
     */
    @Test
    void waiterThatDiesTakesNoItemWithIt() throws Exception {
        for (int i = 0; i < 200; i++) {
            Wire dying = waiting(1, "k");
            if (i % 2 == 0) {
                dying.reset();
            } else {
                dying.close();
            }
            if (TestServer.WORKERS > 0) {
                server.awaitBlocked(0);
            }
            other.send(Wire.request("RPUSH", "k", "" + i));
            assertThat(other.reply()).isEqualTo(":1\r\n");
            server.awaitBlocked(0);
            assertThat(other.ask("LPOP", "k")).isEqualTo(Wire.request("" + i).substring(4));
        }
    }

    @Test
    void itemOfAWaiterThatDiesGoesToTheNext() throws Exception {
        for (int i = 0; i < 50; i++) {
            Wire dying = waiting(1, "k");
            try (Wire next = waiting(2, "k")) {
                dying.reset();
                if (TestServer.WORKERS > 0) {
                    server.awaitBlocked(1); // see above
                }
                other.ask("RPUSH", "k", "v");
                assertThat(next.reply()).isEqualTo(popped("k", "v"));
            }
            server.awaitBlocked(0);
        }
    }

    @Test
    void eachItemGoesToWhomeverHasWaitedLongestForItsKey() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Wire both = waiting(1, "k1 k2");
                    Wire second = waiting(2, "k2");
                    Wire third = waiting(3, "k1 k2")) {
                other.send("RPUSH k2 x\r\nRPUSH k2 y\r\nRPUSH k1 z\r\n");
                for (int reply = 0; reply < 3; reply++) {
                    assertThat(other.reply()).isEqualTo(":1\r\n");
                }
                assertThat(both.reply()).isEqualTo(popped("k2", "x"));
                assertThat(second.reply()).isEqualTo(popped("k2", "y"));
                assertThat(third.reply()).isEqualTo(popped("k1", "z"));
            }
        }
    }

    /** As in Redis: what is pushed goes to who waits, before the next command is executed. */
    @Test
    void popBehindAPushDoesNotOvertakeWhoWaits() throws Exception {
        try (Wire client = waiting(1, "k")) {
            other.send("RPUSH k x\r\nLPOP k\r\nRPUSH k y\r\nDEL k\r\n");
            assertThat(client.reply()).isEqualTo(popped("k", "x"));
            assertThat(other.reply()).isEqualTo(":1\r\n");
            assertThat(other.reply()).isEqualTo("$-1\r\n");
            assertThat(other.reply()).isEqualTo(":1\r\n");
            assertThat(other.reply()).isEqualTo(":1\r\n");
        }
    }

    @Test
    void waitingEndsWithItsTimeout() throws Exception {
        try (Wire client = server.connect()) {
            long start = System.nanoTime();
            assertThat(client.ask("BLPOP", "k", "0.1")).isEqualTo("*-1\r\n");
            assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(99));
            assertThat(other.ask("RPUSH", "k", "v")).isEqualTo(":1\r\n");
            assertThat(other.ask("LLEN", "k")).isEqualTo(":1\r\n");
        }
    }

    @Test
    void valueOfAnotherTypeIsAnErrorAtFirstAndWaitedOutLater() throws Exception {
        other.ask("SET", "k", "text");
        assertThat(other.ask("BLPOP", "k", "0")).startsWith("-WRONGTYPE ");
        other.ask("DEL", "k");
        try (Wire client = waiting(1, "k")) {
            other.send("SET k text\r\nDEL k\r\nRPUSH k x\r\n");
            assertThat(client.reply()).isEqualTo(popped("k", "x"));
            for (int i = 0; i < 3; i++) {
                other.reply();
            }
        }
    }

    @Test
    void whatABlockedClientSendsIsAnsweredAfterwards() throws Exception {
        try (Wire client = waiting(1, "k")) {
            client.send("PING\r\nEC").send("HO x\r\n");
            other.ask("RPUSH", "k", "v");
            assertThat(client.reply()).isEqualTo(popped("k", "v"));
            assertThat(client.reply()).isEqualTo("+PONG\r\n");
            assertThat(client.reply()).isEqualTo("$1\r\nx\r\n");
        }
    }
}
