package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that come, break and are too many. */
class ConnectionFaultTest {
    private static final String PONG = "+PONG\r\n";

    @Test
    void connectionsThatResetLeaveNothing() throws Exception {
        String[] sent = {
            "", "PING\r\n", "*1\r\n$4\r\nPI", "BLPOP k 0\r\n", "SUBSCRIBE c\r\n", "PUBLISH c m\r\n"
        };
        try (var server = TestServer.start()) {
            try (Wire bystander = server.connect()) {
                for (int i = 0; i < 1500; i++) {
                    server.connect().send(sent[i % sent.length]).reset();
                }
                assertThat(bystander.ask("PING")).isEqualTo(PONG);
            }
            server.assertNothingLeft();
        }
    }

    @Test
    void clientsAboveTheLimitAreTurnedAway() throws Exception {
        var options = Options.onLoopback(0).maxClients(3);
        try (var server = new TestServer(options);
                Wire first = server.connect();
                Wire second = server.connect()) {
            first.ask("PING");
            second.ask("PING");
            try (Wire third = server.connect()) {
                third.ask("PING");
                try (Wire fourth = server.connect()) {
                    assertThat(fourth.reply()).isEqualTo("-ERR max number of clients reached\r\n");
                    fourth.awaitClosed();
                }
                assertThat(third.ask("PING")).isEqualTo(PONG);
            }
            Eventually.holds(() -> "the place does not come free", () -> isServed(server.port()));
        }
    }

    private static boolean isServed(int port) {
        try (Wire client = new Wire(port)) {
            return client.ask("PING").equals(PONG);
        } catch (IOException turnedAway) {
            return false;
        }
    }

    /** Where the system allows a process fewer descriptors: as many connections as it does. */
    @Test
    void tenThousandClientsAreServed() throws Exception {
        int clients = Math.min(10_000, Integer.parseInt(descriptorLimit()) - 500);
        try (var server = TestServer.start()) {
            try (var child =
                            new ChildJvm(":", ManyClients.class, "" + server.port(), "" + clients);
                    Wire bystander = server.connect()) {
                assertThat(child.await("open ")).isEqualTo("" + clients);
                assertThat(bystander.ask("PING")).isEqualTo(PONG);
                assertThat(server.inside(() -> server.server().clients())).isEqualTo(clients + 1);
                child.say("again");
                assertThat(child.await("answered ")).isEqualTo("" + clients);
                // all of them break at once
            }
            server.assertNothingLeft();
        }
    }

    private static String descriptorLimit() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "ulimit -n").start();
        String limit = new String(process.getInputStream().readAllBytes(), "US-ASCII").strip();
        return limit.equals("unlimited") ? "1000000" : limit;
    }

    /** Under 256 descriptors the crowd's rest is closed at once by means of the one in reserve. */
    @Test
    void serverOutlivesAShortageOfDescriptors() throws Exception {
        try (var child = new ChildJvm("ulimit -n 256", Main.class, "serve", "--port", "0")) {
            int port = Integer.parseInt(child.await("ready on port "));
            try (Wire early = new Wire(port)) {
                assertThat(early.ask("PING")).isEqualTo(PONG);
                List<Wire> crowd = new ArrayList<>();
                for (int i = 0; i < 400; i++) {
                    crowd.add(new Wire(port).send("PING\r\n"));
                }
                int served = 0;
                for (Wire one : crowd) {
                    served += answers(one) ? 1 : 0;
                }
                assertThat(served).isBetween(100, 256);
                assertThat(early.ask("SET", "k", "v")).isEqualTo("+OK\r\n");
                for (Wire one : crowd) {
                    one.close();
                }
                Eventually.holds(() -> "no descriptor comes back", () -> isServed(port));
                assertThat(early.ask("GET", "k")).isEqualTo("$1\r\nv\r\n");
            }
        }
    }

    private static boolean answers(Wire client) {
        try {
            return client.reply().equals(PONG);
        } catch (IOException refused) {
            return false;
        }
    }
}
