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

    @Test
    void waiterThatDiesTakesNoItemWithIt() throws Exception {
        for (int i = 0; i < 200; i++) {
            Wire dying = waiting(1, "k");
            if (i % 2 == 0) {
                dying.reset();
            } else {
                dying.close();
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
                other.ask("RPUSH", "k", "v");
                assertThat(next.reply()).isEqualTo(popped("k", "v"));
            }
            server.awaitBlocked(0);
        }
    }

    @Test
    void arrivalThatAWaiterLeavesLyingReachesTheNext() throws Exception {
        for (int i = 0; i < 20; i++) {
            try (Wire both = waiting(1, "k1 k2");
                    Wire second = waiting(2, "k2")) {
                other.send("RPUSH k2 x\r\nRPUSH k1 y\r\n");
                other.reply();
                other.reply();
                assertThat(both.reply()).isEqualTo(popped("k1", "y"));
                assertThat(second.reply()).isEqualTo(popped("k2", "x"));
            }
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
            other.send("RPUSH k x\r\nDEL k\r\nSET k text\r\nDEL k\r\nRPUSH k y\r\n");
            assertThat(client.reply()).isEqualTo(popped("k", "y"));
            for (int i = 0; i < 5; i++) {
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
