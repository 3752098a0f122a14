package miniredis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same server behind a path. */
class UnixSocketTest {
    /** Short, since the system bounds the length of a socket's path. */
    private Path folder;

    private Path path;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createTempDirectory("mr");
        path = folder.resolve("s");
    }

    @AfterEach
    void deleteFolder() throws Exception {
        Files.deleteIfExists(path);
        Files.delete(folder);
    }

    private TestServer start() throws Exception {
        return new TestServer(Options.onLoopback(0).unixSocket(path));
    }

    private SocketChannel connect() throws Exception {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(path));
        return client;
    }

    private static String ask(SocketChannel client, String request, int length) throws Exception {
        client.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
        ByteBuffer reply = ByteBuffer.allocate(length);
        while (reply.hasRemaining() && client.read(reply) >= 0) {
            // until it is whole, or the end
        }
        return UTF_8.decode(reply.flip()).toString();
    }

    @Test
    void clientsOfBothKindsSeeTheSameData() throws Exception {
        try (var server = start();
                Wire tcp = server.connect();
                SocketChannel local = connect()) {
            tcp.ask("SET", "k", "v");
            assertThat(ask(local, Wire.request("GET", "k"), 7)).isEqualTo("$1\r\nv\r\n");
            assertThat(ask(local, Wire.request("APPEND", "k", "w"), 4)).isEqualTo(":2\r\n");
            assertThat(tcp.ask("GET", "k")).isEqualTo("$2\r\nvw\r\n");
        }
    }

    @Test
    void largeReplyGoesOutInPieces() throws Exception {
        String value = "v".repeat(2_000_000);
        try (var server = start();
                Wire tcp = server.connect();
                SocketChannel local = connect()) {
            tcp.ask("SET", "k", value);
            String reply = "$2000000\r\n" + value + "\r\n";
            assertThat(ask(local, Wire.request("GET", "k"), reply.length())).isEqualTo(reply);
        }
    }

    @Test
    void clientThatHasGoneLeavesNothing() throws Exception {
        try (var server = start()) {
            try (SocketChannel idle = connect();
                    SocketChannel blocked = connect()) {
                ask(idle, Wire.request("PING"), 7);
                blocked.write(ByteBuffer.wrap(Wire.request("BLPOP", "k", "0").getBytes(UTF_8)));
                server.awaitBlocked(1);
            }
            server.assertNothingLeft();
        }
    }

    @Test
    void shutdownEndsItsClientsAndTakesThePathAway() throws Exception {
        try (var server = start();
                SocketChannel idle = connect()) {
            ask(idle, Wire.request("PING"), 7);
            server.server().shutdown();
            assertThat(idle.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        assertThat(path).doesNotExist();
    }

    @Test
    void pathThatAKilledServerHasLeftIsTakenOver() throws Exception {
        try (var killed =
                new ChildJvm(":", Main.class, "serve", "--port", "0", "--unixsocket", path + "")) {
            killed.await("ready on port ");
            killed.kill();
            killed.exitCode();
        }
        assertThat(path).exists();
        try (var server = start();
                SocketChannel client = connect()) {
            assertThat(ask(client, Wire.request("PING"), 7)).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void redisCliSpeaksByThePath() throws Exception {
        try (var server = start()) {
            assertThat(RedisTools.cli(server.port(), "-s", path.toString(), "SET", "k", "v"))
                    .isEqualTo("OK\n");
            assertThat(RedisTools.cli(server.port(), "-s", path.toString(), "GET", "k"))
                    .isEqualTo("v\n");
        }
    }
}
