package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A system that has no memory for a moment: the connection itself is as good as before. */
@Timeout(60)
class TransientFailureTest {
    @Test
    void anOperationBehindOneThatFailedWaitsForItsEvent() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                "target/classes:target/test-classes",
                                TransientFailureMain.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEqualTo("all is well\n");
        assertThat(process.waitFor()).isZero();
    }
}
