package yamanote.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static yamanote.Async.async;
import static yamanote.internal.reactor.TestLoop.ANY_PORT;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Future;
import yamanote.net.TcpListener;
import yamanote.net.TcpStream;
import yamanote.runtime.AsyncRuntime;

/** Against the command line of OpenSSL, both ways; left out where there is none. */
@Timeout(120)
class OpenSslTest {
    @TempDir Path folder;

    @BeforeEach
    void writeKeys() throws Exception {
        assumeTrue(isInstalled(), "no openssl on the path");
        pem("ca.pem", "CERTIFICATE", TestKeys.chain("ca")[0].getEncoded());
        pem("server.pem", "CERTIFICATE", TestKeys.chain("server")[0].getEncoded());
        pem("server.key", "PRIVATE KEY", TestKeys.key("server").getEncoded());
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("openssl", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    private void pem(String file, String what, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(file),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private Process openssl(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /**
     * What {@code server} does with the one connection of {@code s_client}, which has this input.
     */
    private interface Served {
        Future<Void> by(TlsStream<TcpStream> stream);
    }

    private String client(String version, String input, List<String> more, Served served)
            throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            var listener = runtime.blockOn(() -> TcpListener.bind(ANY_PORT));
            List<String> arguments =
                    new ArrayList<>(
                            List.of(
                                    "s_client",
                                    "-connect",
                                    "127.0.0.1:" + listener.localAddress().getPort(),
                                    "-servername",
                                    "localhost",
                                    "-CAfile",
                                    "ca.pem",
                                    "-verify_return_error",
                                    version));
            arguments.addAll(more);
            Process client = openssl(arguments.toArray(String[]::new));
            try {
                var talk = new FutureTask<>(() -> talk(client, input));
                Thread.ofVirtual().start(talk);
                runtime.blockOn(() -> {
                    var acceptor = TlsAcceptor.of(TestKeys.context("server"));
                    try (var stream = acceptor.accept(listener.accept().await()).await()) {
                        served.by(stream).await();
                    }
                });
                return talk.get();
            } finally {
                client.destroyForcibly();
            }
        }
    }

    /** What it prints, to its end. It takes all that is there for the command in front. */
    private static String talk(Process client, String input) throws IOException {
        StringBuilder printed = new StringBuilder();
        BufferedReader output = client.inputReader();
        try (var in = client.outputWriter()) {
            String rest = input;
            if (input.startsWith("K\n")) {
                in.write("K\n");
                in.flush();
                String line;
                do {
                    line = output.readLine();
                    printed.append(line);
                } while (line != null && !line.startsWith("KEYUPDATE"));
                rest = input.substring(2);
            }
            in.write(rest);
            in.flush();
            output.lines().forEach(printed::append);
        }
        return printed.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void itsClientGetsWhatOurServerSays(String version) throws Exception {
        String output =
                client(
                        version,
                        "hello\n",
                        List.of("-quiet"),
                        stream ->
                                async(() -> {
                                    ByteBuffer line = ByteBuffer.allocate(6);
                                    stream.readExact(line).await();
                                    assertThat(UTF_8.decode(line.flip()).toString())
                                            .isEqualTo("hello\n");
                                    stream.writeAll(UTF_8.encode("good day\n")).await();
                                    stream.shutdown().await();
                                }));
        assertThat(output).contains("good day");
    }

    /** "R" at the beginning of a line asks for it. */
    @Test
    void renegotiationIsRefused() throws Exception {
        client(
                "-tls1_2",
                "R\n",
                List.of(),
                stream ->
                        async(() -> {
                            String refusal = "";
                            try {
                                stream.read(ByteBuffer.allocate(1)).await();
                            } catch (SSLException e) {
                                refusal = e.getMessage();
                            }
                            assertThat(refusal).startsWith("renegotiation refused");
                        }));
    }

    /** "K" at the beginning of a line updates the client's keys and asks for the server's. */
    @Test
    void keysAreUpdatedBothWays() throws Exception {
        String output =
                client(
                        "-tls1_3",
                        "K\nhello\n",
                        List.of(),
                        stream ->
                                async(() -> {
                                    ByteBuffer line = ByteBuffer.allocate(6);
                                    stream.readExact(line).await();
                                    assertThat(UTF_8.decode(line.flip()).toString())
                                            .isEqualTo("hello\n");
                                    stream.writeAll(UTF_8.encode("good day\n")).await();
                                    stream.shutdown().await();
                                }));
        assertThat(output).contains("KEYUPDATE").contains("good day");
    }

    /** With -rev it answers each line backwards. */
    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    void ourClientGetsWhatItsServerSays(String version) throws Exception {
        Process server =
                openssl(
                        "s_server",
                        "-accept",
                        "127.0.0.1:0",
                        "-cert",
                        "server.pem",
                        "-key",
                        "server.key",
                        "-rev",
                        "-alpn",
                        "mine",
                        version);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            int port = port(server.inputReader());
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            runtime.blockOn(() -> {
                var connector = TlsConnector.of(TestKeys.context(null)).alpn("yours", "mine");
                try (var stream =
                        connector
                                .connect("localhost", port, TcpStream.connect(address).await())
                                .await()) {
                    assertThat(stream.applicationProtocol()).isEqualTo("mine");
                    assertThat(stream.session().getProtocol().replace('.', '_'))
                            .isEqualTo(version.replace("-tls", "TLSv"));
                    stream.writeAll(UTF_8.encode("stressed\n")).await();
                    stream.flush().await();
                    ByteBuffer line = ByteBuffer.allocate(9);
                    stream.readExact(line).await();
                    assertThat(UTF_8.decode(line.flip()).toString()).isEqualTo("desserts\n");
                    stream.writeAll(UTF_8.encode("CLOSE\n")).await();
                    stream.shutdown().await();
                }
            });
        } finally {
            server.destroyForcibly();
        }
    }

    /** Of "ACCEPT 127.0.0.1:4711". */
    private static int port(BufferedReader output) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ACCEPT")) {
                return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1).strip());
            }
            lines.add(line);
        }
        throw new AssertionError("the server did not start: " + lines);
    }
}
