package miniredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The server's end: nobody new, replies in flight go out, and it comes in bounded time. */
class ShutdownTest {
    @Test
    void idleBlockedAndSubscribedClientsEnd() throws Exception {
        try (var server = TestServer.start();
                Wire idle = server.connect();
                Wire blocked = server.connect();
                Wire subscribed = server.connect();
                Wire half = server.connect()) {
            idle.ask("PING");
            subscribed.ask("SUBSCRIBE", "c");
            half.send("*1\r\n$4\r\nPI");
            blocked.send("BLPOP k 0\r\n");
            server.awaitBlocked(1);
            server.server().shutdown();
            server.awaitEnd(Duration.ofSeconds(3));
            for (Wire client : new Wire[] {idle, blocked, subscribed, half}) {
                client.awaitClosed();
            }
        }
    }

    @Test
    void repliesInFlightAreSent() throws Exception {
        try (var server = TestServer.start();
                Wire client = server.connect();
                Wire other = server.connect()) {
            client.send(largeReply(client));
            server.awaitWriting();
            server.server().shutdown();
            other.awaitClosed();
            Eventually.holds(() -> "it still listens", () -> isRefused(server.port()));
            assertThat(client.reply()).startsWith("*1000\r\n").hasSizeGreaterThan(20_000_000);
            client.awaitClosed();
            server.awaitEnd(Duration.ofSeconds(3));
        }
    }

    private static boolean isRefused(int port) {
        try (Wire client = new Wire(port)) {
            return false;
        } catch (IOException e) {
            return e instanceof ConnectException;
        }
    }

    @Test
    void clientThatNeverReadsDelaysTheEndNoLongerThanAllowed() throws Exception {
        var options = Options.onLoopback(0).drainLimit(Duration.ofMillis(200));
        try (var server = new TestServer(options);
                Wire client = server.connect()) {
            client.send(largeReply(client));
            server.awaitWriting();
            server.server().shutdown();
            server.awaitEnd(Duration.ofSeconds(4));
        }
    }

    /** Fills a list and returns the request for all of it. */
    private static String largeReply(Wire client) throws Exception {
        String[] push = Collections.nCopies(1002, "i".repeat(20_000)).toArray(String[]::new);
        push[0] = "RPUSH";
        push[1] = "large";
        client.ask(push);
        return Wire.request("LRANGE", "large", "0", "-1");
    }

    @Test
    void sigtermEndsTheProcess() throws Exception {
        try (var child = new ChildJvm(":", Main.class, "serve", "--port", "0")) {
            int port = Integer.parseInt(child.await("ready on port "));
            try (Wire idle = new Wire(port);
                    Wire blocked = new Wire(port)) {
                idle.ask("PING");
                blocked.send("BLPOP k 0\r\n");
                child.terminate();
                idle.awaitClosed();
                blocked.awaitClosed();
                assertThat(child.exitCode()).isIn(0, 143);
                assertThatThrownBy(() -> new Wire(port)).isInstanceOf(ConnectException.class);
            }
        }
    }
}
