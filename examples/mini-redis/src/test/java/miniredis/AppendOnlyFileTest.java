package miniredis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.runtime.AsyncRuntime;

/** What is changed is in the file, in Redis's words, and comes back from it. */
class AppendOnlyFileTest {
    private static final String[] PARTS_OF_A_COMMAND = {
        "*", "*3\r\n", "*3\r\n$3\r\nSET\r\n$1", "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nval"
    };

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("test.aof");
    }

    private TestServer start(AppendOnlyFile.Sync sync) throws Exception {
        return new TestServer(Options.onLoopback(0).log(new AppendOnlyFile.Settings(file, sync)));
    }

    private TestServer start() throws Exception {
        return start(AppendOnlyFile.Sync.ALWAYS);
    }

    /** The file's commands, a line each. */
    private String commands() throws IOException {
        return Files.readString(file, ISO_8859_1)
                .replaceAll("\r\n\\$\\d+\r\n", " ")
                .replaceAll("\\*\\d+ ", "")
                .replace("\r\n", "\n");
    }

    @ParameterizedTest
    @EnumSource(AppendOnlyFile.Sync.class)
    void whatRandomScriptsHaveLeftComesBack(AppendOnlyFile.Sync sync) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            SortedMap<String, String> before;
            try (var server = start(sync);
                    Wire client = server.connect()) {
                for (String[] command : new RandomScript(seed).commands(300)) {
                    client.ask(command);
                }
                before = Snapshot.of(client);
            }
            try (var server = start(sync);
                    Wire client = server.connect()) {
                assertThat(Snapshot.of(client)).as("seed %d", seed).isEqualTo(before);
            }
        }
    }

    @Test
    void onlyChangesAreWritten() throws Exception {
        try (var server = start();
                Wire client = server.connect()) {
            client.ask("GET", "k");
            client.ask("set", "k", "v");
            client.ask("DEL", "missing");
            client.ask("INCR", "k"); // fails
            client.ask("SADD", "s", "m");
            client.ask("SADD", "s", "m");
            client.ask("SPOP", "s");
            client.ask("LPOP", "missing");
        }
        assertThat(commands()).isEqualTo("SET k v\nSADD s m\nSREM s m\n");
        assertThat(Files.readString(file)).startsWith("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$1\r\nv\r\n");
    }

    @Test
    void deadlinesAreWrittenAsPointsInTime() throws Exception {
        long deadline;
        try (var server = start();
                Wire client = server.connect()) {
            client.ask("SET", "k", "v", "EX", "1000");
            client.ask("SET", "l", "v");
            client.ask("EXPIRE", "l", "1000");
            client.ask("SET", "m", "v", "PXAT", "99999999999999");
            client.ask("APPEND", "k", "w");
            client.ask("EXPIRE", "m", "-1");
            deadline = server.inside(() -> server.server().db().deadline(Slice.of("k")));
        }
        assertThat(commands())
                .matches(
                        """
                        SET k v PXAT \\d{13}
                        SET l v
                        PEXPIREAT l \\d{13}
                        SET m v PXAT 99999999999999
                        APPEND k w
                        DEL m
                        """);
        try (var server = start()) {
            assertThat(server.inside(() -> server.server().db().deadline(Slice.of("k"))))
                    .isEqualTo(deadline);
        }
    }

    /** Each was carried out when the key was there still, or was not there any more. */
    @Test
    void commandsBeforeAndAfterADeadlineAreReplayedAsTheyWere() throws Exception {
        Files.writeString(
                file,
                Wire.request("SET", "short", "v", "PXAT", "1")
                        + Wire.request("SET", "counter", "5", "PXAT", "1")
                        + Wire.request("INCR", "counter")
                        + Wire.request("PEXPIREAT", "counter", "99999999999999"));
        try (var server = start();
                Wire client = server.connect()) {
            assertThat(client.ask("GET", "counter")).isEqualTo("$1\r\n6\r\n");
            assertThat(client.ask("GET", "short")).isEqualTo("$-1\r\n");
            client.ask("APPEND", "short", "anew");
        }
        assertThat(commands()).endsWith("DEL short\nAPPEND short anew\n");
    }

    @Test
    void itemGivenToAWaitingClientIsPoppedInTheFileToo() throws Exception {
        try (var server = start();
                Wire waiting = server.connect();
                Wire client = server.connect()) {
            waiting.send(Wire.request("BRPOP", "list", "0"));
            server.awaitBlocked(1);
            client.ask("RPUSH", "list", "a", "b");
            assertThat(waiting.reply()).contains("b");
        }
        assertThat(commands()).isEqualTo("RPUSH list a b\nRPOP list\n");
    }

    @Test
    void oneSyncServesAllThatWasChangedMeanwhile() throws Exception {
        int writes = 1000;
        try (var server = start();
                Wire client = server.connect()) {
            client.send(Wire.request("INCR", "k").repeat(writes));
            for (int i = 1; i <= writes; i++) {
                assertThat(client.reply()).isEqualTo(":" + i + "\r\n");
            }
            assertThat(server.server().log().syncs()).isBetween(1L, writes / 10L);
        }
    }

    @Test
    void commandThatWasBeingWrittenIsCutOff() throws Exception {
        String whole = Wire.request("SET", "k", "v") + Wire.request("INCR", "n");
        for (String part : PARTS_OF_A_COMMAND) {
            Files.writeString(file, whole + part);
            try (var server = start();
                    Wire client = server.connect()) {
                assertThat(Files.readString(file)).isEqualTo(whole);
                assertThat(client.ask("GET", "k")).isEqualTo("$1\r\nv\r\n");
                client.ask("SET", "k", "w");
            }
            assertThat(commands()).isEqualTo("SET k v\nINCR n\nSET k w\n");
        }
    }

    @Test
    void fileThatIsNoLogIsNotTouched() throws Exception {
        String good = Wire.request("SET", "k", "v");
        for (String bad : new String[] {"PING\r\n", "*1\r\nPING", "*1\r\n$4\r\nNOPE\r\n", "\0\0"}) {
            Files.writeString(file, good + bad);
            var options =
                    Options.onLoopback(0)
                            .log(new AppendOnlyFile.Settings(file, AppendOnlyFile.Sync.ALWAYS));
            try (var runtime = AsyncRuntime.currentThread().build()) {
                assertThatThrownBy(() -> runtime.blockOn(new Server(options).run()))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("bad append-only file");
            }
            assertThat(Files.readString(file)).isEqualTo(good + bad);
        }
    }

    @Test
    void redisServerReadsTheFile() throws Exception {
        assumeTrue(RedisTools.isThere("redis-server"), "redis-server is missing");
        SortedMap<String, String> ours;
        try (var server = start(AppendOnlyFile.Sync.NO);
                Wire client = server.connect()) {
            for (String[] command : new RandomScript(7).commands(500)) {
                client.ask(command);
            }
            client.ask("SET", "goes", "v", "EX", "1000");
            client.ask("HSET", "hash", "f", "v");
            client.ask("ZADD", "sorted", "1.5", "m");
            ours = Snapshot.of(client);
        }
        Path copy = Files.createDirectory(folder.resolve("redis"));
        Files.copy(file, copy.resolve("appendonly.aof"));
        try (var real = new RedisTools.RealServer("--appendonly", "yes", "--dir", copy.toString());
                Wire client = real.connect()) {
            assertThat(Snapshot.of(client)).isEqualTo(ours);
        }
    }

    /** Under a limit on the size of files, which is lifted later. */
    @Test
    void writesFailWhileTheFileCannotBeWritten() throws Exception {
        assumeTrue(RedisTools.isThere("prlimit"), "prlimit is missing");
        String[] serve = {
            "serve",
            "--port",
            "0",
            "--appendonly",
            "yes",
            "--appendfsync",
            "always",
            "--dir",
            folder.toString(),
            "--appendfilename",
            "test.aof"
        };
        Files.writeString(file, Wire.request("SET", "k", "v".repeat(100_000)));
        try (var child = new ChildJvm("ulimit -S -f 128", Main.class, serve);
                Wire client = new Wire(Integer.parseInt(child.await("ready on port ")))) {
            assertThat(client.ask("SET", "l", "w")).startsWith("-MISCONF");
            client.awaitClosed();
            try (Wire other = new Wire(client.socket().getPort())) {
                assertThat(other.ask("SET", "l", "w")).startsWith("-MISCONF");
                assertThat(other.ask("EXISTS", "k")).isEqualTo(":1\r\n");
                child.limit("--fsize=unlimited");
                Eventually.holds(
                        () -> "writes still fail",
                        () -> ask(other, "SET", "m", "x").equals("+OK\r\n"));
            }
            child.kill();
        }
        try (var server = start();
                Wire client = server.connect()) {
            assertThat(client.ask("MGET", "l", "m")).isEqualTo("*2\r\n$1\r\nw\r\n$1\r\nx\r\n");
        }
    }

    private static String ask(Wire client, String... command) {
        try {
            return client.ask(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rewrittenFileHasWhatThereIsAndGoesOn() throws Exception {
        SortedMap<String, String> before;
        try (var server = start();
                Wire client = server.connect()) {
            for (String[] command : new RandomScript(11).commands(500)) {
                client.ask(command);
            }
            for (int i = 0; i < 300; i++) {
                client.ask("RPUSH", "long", "item " + i);
                client.ask("INCR", "n");
            }
            client.ask("SET", "goes", "v", "EX", "1000");
            client.ask("HSET", "hash", "f", "v", "g", "w");
            client.ask("ZADD", "sorted", "1.5", "m", "-inf", "l");
            long size = Files.size(file);
            assertThat(client.ask("BGREWRITEAOF")).startsWith("+Background");
            Eventually.holds(() -> "no shorter than " + size, () -> isShorter(size));
            client.ask("RPUSH", "long", "last");
            before = Snapshot.of(client);
        }
        assertThat(commands()).contains("SET n 300\n").endsWith("RPUSH long last\n");
        try (var server = start();
                Wire client = server.connect()) {
            assertThat(Snapshot.of(client)).isEqualTo(before);
        }
    }

    private boolean isShorter(long size) {
        try {
            return Files.size(file) < size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fileIsAppendedToNotReplaced() throws Exception {
        Files.writeString(file, Wire.request("SET", "a", "1"), StandardOpenOption.CREATE);
        try (var server = start();
                Wire client = server.connect()) {
            client.ask("SET", "b", "2");
        }
        assertThat(commands()).isEqualTo("SET a 1\nSET b 2\n");
    }
}
