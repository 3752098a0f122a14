package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import yamanote.internal.reactor.OnEachDriver;
import yamanote.internal.reactor.TestDriver;

/** Pitfall 6: a server out of descriptors, in a process of its own with a limit of 100. */
@OnEachDriver
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(30) // pausing instead of refusing would take 50 s
class DescriptorShortageTest {
    private static final int CLIENTS = 150;

    @Parameter TestDriver driver;
    @TempDir Path folder;

    @Test
    void connectionsBeyondTheLimitAreClosedAtOnceTheOthersServedAndLaterOnesToo() throws Exception {
        Process server = start();
        try (var out =
                new BufferedReader(
                        new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine());
            List<Socket> served = new ArrayList<>();
            int refused = 0;
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = connect(port);
                if (isGreeted(client)) {
                    served.add(client);
                } else {
                    refused++;
                    client.close();
                }
            }
            assertThat(served).hasSizeGreaterThan(20);
            assertThat(refused).isGreaterThan(20);
            assertThat(server.isAlive()).isTrue();
            assertThat(folder.resolve("server.log"))
                    .content()
                    .as("said once")
                    .containsOnlyOnce("cannot accept connections");

            for (Socket client : served) {
                client.close();
            }
            boolean recovered = false;
            for (int i = 0; !recovered && i < CLIENTS; i++) {
                try (Socket client = connect(port)) {
                    recovered = isGreeted(client);
                }
            }
            assertThat(recovered).isTrue();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout(20_000);
        return client;
    }

    private static boolean isGreeted(Socket client) throws IOException {
        try {
            return client.getInputStream().read() == '!';
        } catch (SocketException e) {
            return false;
        }
    }

    /** From one jar, held open: classes can be loaded though there is no descriptor left. */
    private Process start() throws IOException {
        Path jar = folder.resolve("server.jar");
        int packed =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--file=" + jar,
                                "-C",
                                "target/classes",
                                "yamanote",
                                "-C",
                                "target/test-classes",
                                "yamanote/net",
                                "-C",
                                "target/test-classes",
                                "yamanote/internal/reactor");
        assertThat(packed).isZero();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String command =
                "ulimit -n 100; exec "
                        + java
                        + " -XX:TieredStopAtLevel=1 -Xmx64m --enable-native-access=ALL-UNNAMED -cp "
                        + jar
                        + " "
                        + DescriptorShortageMain.class.getName()
                        + " "
                        + driver;
        return new ProcessBuilder("sh", "-c", command)
                .redirectError(folder.resolve("server.log").toFile())
                .start();
    }
}
