package miniredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yamanote.runtime.AsyncRuntime;

/** The same server by TLS. */
class TlsTest {
    @TempDir static Path folder;
    private static Certificates ours;
    private static Certificates theirs;

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = Certificates.make(folder, "server");
        theirs = Certificates.make(folder, "client");
    }

    private static Options options(TlsOptions.ClientAuth clients) {
        return Options.onLoopback(0)
                .tls(
                        new TlsOptions(
                                Options.loopback(0),
                                ours.certificate(),
                                ours.key(),
                                theirs.certificate(),
                                clients));
    }

    private static TestServer start(TlsOptions.ClientAuth clients) throws Exception {
        return new TestServer(options(clients));
    }

    private static Wire connect(TestServer server, SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
        return new Wire(socket, server.server().tlsPort());
    }

    @Test
    void clientsOfBothKindsSeeTheSameData() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.NO);
                Wire plain = server.connect();
                Wire secured = connect(server, ours.trusted())) {
            plain.ask("SET", "k", "v");
            assertThat(secured.ask("GET", "k")).isEqualTo("$1\r\nv\r\n");
            String value = "v".repeat(1_000_000);
            assertThat(secured.ask("SET", "k", value)).isEqualTo("+OK\r\n");
            assertThat(secured.ask("GET", "k")).isEqualTo("$1000000\r\n" + value + "\r\n");
            assertThat(plain.ask("STRLEN", "k")).isEqualTo(":1000000\r\n");
        }
    }

    @Test
    void pipelineBlockedClientAndSubscriberWork() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.NO);
                Wire blocked = connect(server, ours.trusted());
                Wire subscriber = connect(server, ours.trusted());
                Wire client = connect(server, ours.trusted())) {
            client.send(Wire.request("INCR", "n").repeat(2000));
            for (int i = 1; i <= 2000; i++) {
                assertThat(client.reply()).isEqualTo(":" + i + "\r\n");
            }
            blocked.send(Wire.request("BLPOP", "list", "0"));
            server.awaitBlocked(1);
            client.ask("RPUSH", "list", "item");
            assertThat(blocked.reply()).contains("item");
            subscriber.ask("SUBSCRIBE", "channel");
            assertThat(client.ask("PUBLISH", "channel", "hello")).isEqualTo(":1\r\n");
            assertThat(subscriber.reply()).contains("hello");
        }
    }

    @Test
    void quitEndsWithTheFarewellOfTls() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.NO)) {
            try (Wire client = connect(server, ours.trusted())) {
                assertThat(client.ask("QUIT")).isEqualTo("+OK\r\n");
                // Without it the read would fail.
                assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
            }
            server.assertNothingLeft();
        }
    }

    @Test
    void clientThatIsNotKnownIsRefusedIfItMustBe() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.YES)) {
            try (Wire known = connect(server, theirs.trusting(ours))) {
                assertThat(known.ask("PING")).isEqualTo("+PONG\r\n");
            }
            for (SSLContext unknown : new SSLContext[] {ours.trusted(), ours.trusting(ours)}) {
                try (Wire client = connect(server, unknown)) {
                    assertThatThrownBy(() -> client.ask("PING")).isInstanceOf(IOException.class);
                }
            }
            server.assertNothingLeft();
        }
    }

    @Test
    void certificateOfAClientIsOptionalIfWanted() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.OPTIONAL);
                Wire without = connect(server, ours.trusted());
                Wire with = connect(server, theirs.trusting(ours))) {
            assertThat(without.ask("PING")).isEqualTo("+PONG\r\n");
            assertThat(with.ask("PING")).isEqualTo("+PONG\r\n");
        }
    }

    @Test
    void plainRequestOnThePortForTlsHarmsNobody() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.NO)) {
            try (Wire plain = new Wire(server.server().tlsPort())) {
                plain.send("PING\r\n\r\n").awaitClosed();
            }
            try (Wire gone = new Wire(server.server().tlsPort())) {
                gone.reset();
            }
            try (Wire client = connect(server, ours.trusted())) {
                assertThat(client.ask("PING")).isEqualTo("+PONG\r\n");
            }
            server.assertNothingLeft();
        }
    }

    @Test
    void shutdownEndsIdleClientsAndThoseThatShakeHands() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.NO);
                Wire silent = new Wire(server.server().tlsPort());
                Wire idle = connect(server, ours.trusted())) {
            idle.ask("PING");
            server.server().shutdown();
            silent.awaitClosed();
            assertThatThrownBy(() -> idle.ask("PING")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keyInAnotherFormIsRefusedWithTheCommandThatConvertsIt() throws Exception {
        Path old = Files.writeString(folder.resolve("old.key"), "-----BEGIN EC PRIVATE KEY-----\n");
        var tls =
                new TlsOptions(
                        Options.loopback(0),
                        ours.certificate(),
                        old,
                        null,
                        TlsOptions.ClientAuth.NO);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(
                            () -> runtime.blockOn(new Server(Options.onLoopback(0).tls(tls)).run()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("openssl pkcs8 -topk8");
        }
    }

    @Test
    void redisCliSpeaksTls() throws Exception {
        try (var server = start(TlsOptions.ClientAuth.YES)) {
            String[] tls = {
                "--tls",
                "--cacert",
                ours.certificate().toString(),
                "--cert",
                theirs.certificate().toString(),
                "--key",
                theirs.key().toString(),
                "ECHO",
                "hello"
            };
            assertThat(RedisTools.cli(server.server().tlsPort(), tls)).isEqualTo("hello\n");
        }
    }
}
