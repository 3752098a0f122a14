package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Keys leave memory when their time has come, looked at or not. */
class ExpiryTest {
    @Test
    void expiredKeysLeaveMemoryUntouched() throws Exception {
        try (var server = TestServer.start();
                Wire client = server.connect()) {
            client.ask("SET", "stays", "v");
            client.ask("SET", "later", "v", "EX", "1000");
            for (int i = 0; i < 100; i++) {
                client.ask("SET", "k" + i, "v", "PX", "" + (50 + i));
            }
            Db db = server.server().db();
            for (int held = 102; held != 2; held = server.inside(db::held)) {
                assertThat(held).isBetween(2, 102);
            }
            assertThat(client.ask("DBSIZE")).isEqualTo(":2\r\n");
        }
    }

    @Test
    void earlierDeadlineIsNotSleptThrough() throws Exception {
        try (var server = TestServer.start();
                Wire client = server.connect()) {
            client.ask("SET", "later", "v", "EX", "1000");
            client.ask("SET", "sooner", "v");
            client.ask("PEXPIRE", "sooner", "20");
            Eventually.holds(() -> "the key stays", () -> held(server) == 1);
            assertThat(client.ask("TTL", "sooner")).isEqualTo(":-2\r\n");
        }
    }

    private static int held(TestServer server) {
        try {
            return server.inside(server.server().db()::held);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
