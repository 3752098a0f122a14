package miniredis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real clients of Redis, and every command with the reply that Redis 7 gives. */
class EndToEndTest {
    private static TestServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.assertNothingLeft();
        server.close();
    }

    @BeforeEach
    void flush() throws Exception {
        try (Wire client = server.connect()) {
            assertThat(client.ask("FLUSHALL")).isEqualTo("+OK\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2000", "16, 8000"})
    void benchmarkRunsItsWholeSetWithoutAnError(String pipeline, String requests) throws Exception {
        String output =
                RedisTools.benchmark(
                        server.port(), "-n", requests, "-c", "20", "-P", pipeline, "--csv");
        assertThat(output).doesNotContainIgnoringCase("err").doesNotContainIgnoringCase("warn");
        assertThat(output.lines().filter(line -> line.startsWith("\"")).map(EndToEndTest::testName))
                .contains("PING_INLINE", "PING_MBULK", "SET", "GET", "INCR", "LPUSH", "RPUSH")
                .contains("LPOP", "RPOP", "SADD", "HSET", "SPOP", "ZADD", "ZPOPMIN")
                .anyMatch(name -> name.startsWith("LRANGE_600"))
                .anyMatch(name -> name.startsWith("MSET (10 keys)"));
    }

    private static String testName(String csvLine) {
        return csvLine.substring(1, csvLine.indexOf('"', 1));
    }

    @Test
    void cliUnderstandsEveryKindOfReply() throws Exception {
        int port = server.port();
        assertThat(RedisTools.cli(port, "ping")).isEqualTo("PONG\n");
        assertThat(RedisTools.cli(port, "set", "greeting", "two words")).isEqualTo("OK\n");
        assertThat(RedisTools.cli(port, "get", "greeting")).isEqualTo("two words\n");
        assertThat(RedisTools.cli(port, "get", "nothing")).isEqualTo("\n");
        assertThat(RedisTools.cli(port, "rpush", "list", "a", "b")).isEqualTo("2\n");
        assertThat(RedisTools.cli(port, "lrange", "list", "0", "-1")).isEqualTo("a\nb\n");
        assertThat(RedisTools.cli(port, "get", "list")).startsWith("WRONGTYPE Operation against");
        assertThat(RedisTools.cli(port, "info", "server")).contains("tcp_port:" + port);
        assertThat(RedisTools.cli(port, "-r", "3", "incr", "counter")).isEqualTo("1\n2\n3\n");
    }

    @Test
    void cliShutsTheServerDown() throws Exception {
        try (var other = TestServer.start()) {
            RedisTools.cli(other.port(), "shutdown");
            other.awaitEnd(Duration.ofSeconds(10));
        }
    }

    private record Exchange(String requests, List<String> replies) {
        @Override
        public String toString() {
            return requests;
        }
    }

    private static Exchange exchange(String requests, String... replies) {
        return new Exchange(requests, List.of(replies));
    }

    /** Requests of one session (separated by bars) and what they get, CRLF left out. */
    static Stream<Exchange> table() {
        return Stream.of(
                exchange("PING | PING hi | ECHO x", "+PONG", "$2hi", "$1x"),
                exchange("SET k v | GET k | STRLEN k | TYPE k", "+OK", "$1v", ":1", "+string"),
                exchange("SET k v NX | SET k w NX | SET k w XX GET", "+OK", "$-1", "$1v"),
                exchange("SET n v XX | SET n v GET", "$-1", "$-1"),
                exchange("SET k v EX 100 | SET k w KEEPTTL | TTL k", "+OK", "+OK", ":100"),
                exchange("SET k v EX 100 | SET k w | TTL k", "+OK", "+OK", ":-1"),
                exchange("SET k v PX 0", "-ERR invalid expire time in 'set' command"),
                exchange("DEL a | SET a 1 | EXISTS a a b | DEL a b", ":0", "+OK", ":2", ":1"),
                exchange("TYPE none | TTL none | PTTL none", "+none", ":-2", ":-2"),
                exchange("INCR n | INCRBY n 41 | DECR n | GET n", ":1", ":42", ":41", "$241"),
                exchange("SET n x | INCR n", "+OK", "-ERR value is not an integer or out of range"),
                exchange("APPEND k ab | APPEND k cd | GET k", ":2", ":4", "$4abcd"),
                exchange(
                        "SET k v | EXPIRE k 100 | TTL k | PERSIST k | TTL k",
                        "+OK",
                        ":1",
                        ":100",
                        ":1",
                        ":-1"),
                exchange("SET k v | PEXPIRE k 0 | GET k | EXPIRE k 1", "+OK", ":1", "$-1", ":0"),
                exchange("MSET a 1 b 2 | MGET a x b", "+OK", "*3$11$-1$12"),
                exchange(
                        "LPUSH l a b | RPUSH l c | LRANGE l 0 -1 | LLEN l",
                        ":2",
                        ":3",
                        "*3$1b$1a$1c",
                        ":3"),
                exchange(
                        "RPUSH l a b c | LPOP l | RPOP l | LPOP l 5 | LPOP l | LPOP l 1",
                        ":3",
                        "$1a",
                        "$1c",
                        "*1$1b",
                        "$-1",
                        "*-1"),
                exchange("BLPOP l 0.01 | RPUSH l a | BLPOP x l 0", "*-1", ":1", "*2$1l$1a"),
                exchange(
                        "HSET h f v g w | HSET h f x | HGET h f | HDEL h f | HGETALL h",
                        ":2",
                        ":0",
                        "$1x",
                        ":1",
                        "*2$1g$1w"),
                exchange(
                        "SADD s a a b | SREM s a | SMEMBERS s | SPOP s | SPOP s | TYPE s",
                        ":2",
                        ":1",
                        "*1$1b",
                        "$1b",
                        "$-1",
                        "+none"),
                exchange(
                        "ZADD z 2 b 1 a | ZADD z 3 a | ZRANGE z 0 -1 WITHSCORES | ZPOPMIN z",
                        ":2",
                        ":0",
                        "*4$1b$12$1a$13",
                        "*2$1b$12"),
                exchange(
                        "SET ab 1 | SET b 1 | KEYS a* | DBSIZE | FLUSHALL | DBSIZE",
                        "+OK",
                        "+OK",
                        "*1$2ab",
                        ":2",
                        "+OK",
                        ":0"),
                exchange("SELECT 0 | SELECT 1", "+OK", "-ERR DB index is out of range"),
                exchange("CLIENT SETNAME me | CLIENT GETNAME", "+OK", "$2me"),
                exchange(
                        "CONFIG GET save | CONFIG GET appendonly",
                        "*2$4save$0",
                        "*2$10appendonly$2no"),
                exchange("GET", "-ERR wrong number of arguments for 'get' command"),
                exchange("NO such", "-ERR unknown command 'NO', with args beginning with: 'such' "),
                exchange(
                        "LPUSH l a | GET l",
                        ":1",
                        "-WRONGTYPE Operation against a key holding the wrong kind of value"),
                exchange(
                        "SUBSCRIBE c d | PING | UNSUBSCRIBE c | UNSUBSCRIBE",
                        "*3$9subscribe$1c:1",
                        "*3$9subscribe$1d:2",
                        "*2$4pong$0",
                        "*3$11unsubscribe$1c:1",
                        "*3$11unsubscribe$1d:0"));
    }

    @ParameterizedTest
    @MethodSource("table")
    void commandsAnswerAsRedisDoes(Exchange exchange) throws Exception {
        try (Wire client = server.connect()) {
            for (String request : exchange.requests().split(" \\| ")) {
                client.send(Wire.request(request.split(" ")));
            }
            for (String reply : exchange.replies()) {
                assertThat(client.reply().replace("\r\n", "")).isEqualTo(reply);
            }
            assertThat(client.send("QUIT\r\n").reply()).isEqualTo("+OK\r\n");
            client.awaitClosed();
        }
    }

    @Test
    void publishedMessagesReachEverySubscriber() throws Exception {
        try (Wire first = server.connect();
                Wire second = server.connect();
                Wire publisher = server.connect()) {
            first.ask("SUBSCRIBE", "news");
            second.ask("SUBSCRIBE", "news");
            assertThat(publisher.ask("PUBLISH", "news", "m")).isEqualTo(":2\r\n");
            assertThat(publisher.ask("PUBLISH", "other", "m")).isEqualTo(":0\r\n");
            String message = "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\nm\r\n";
            assertThat(first.reply()).isEqualTo(message);
            assertThat(second.reply()).isEqualTo(message);
            assertThat(first.ask("GET", "k")).startsWith("-ERR Can't execute 'get'");
            first.ask("UNSUBSCRIBE", "news");
            assertThat(first.ask("GET", "k")).isEqualTo("$-1\r\n");
        }
    }

    @Test
    void peopleWithTelnetAreUnderstood() throws Exception {
        try (Wire client = server.connect()) {
            assertThat(client.send("\r\nset  k\tv\nget k\r\n").reply()).isEqualTo("+OK\r\n");
            assertThat(client.reply()).isEqualTo("$1\r\nv\r\n");
        }
    }
}
