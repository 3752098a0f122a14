package yamanote.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Which driver a runtime takes, in processes with and without the flag. */
@EnabledOnOs(
        value = OS.LINUX,
        architectures = {"amd64", "x86_64", "aarch64"})
@Timeout(60)
class DriverChoiceTest {
    private static final String FLAG = "--enable-native-access=ALL-UNNAMED";
    private static final String EPOLL = "yamanote.internal.reactor.epoll.EpollPoller";
    private static final String NIO = "yamanote.internal.reactor.nio.NioPoller";

    @Test
    void withNativeAccessItIsEpoll() throws Exception {
        assertThat(run("AUTO", FLAG))
                .contains("echoed")
                .contains("I/O driver: epoll (native access is enabled)")
                .contains(EPOLL)
                .doesNotContain(NIO);
    }

    /** Nor does the JVM warn of anything. */
    @Test
    void withoutItIsNioAndNothingForeignIsTouched() throws Exception {
        assertThat(run("AUTO"))
                .contains("echoed")
                .contains("I/O driver: NIO (native access is not enabled: start java with " + FLAG)
                .doesNotContain("WARNING")
                .contains(NIO)
                .doesNotContain(EPOLL)
                .doesNotContain("java.lang.foreign.Linker");
    }

    @Test
    void nioByChoiceTouchesNothingForeign() throws Exception {
        assertThat(run("NIO", FLAG))
                .contains("echoed")
                .contains("I/O driver: NIO (as chosen)")
                .contains(NIO)
                .doesNotContain(EPOLL)
                .doesNotContain("java.lang.foreign.Linker");
    }

    @Test
    void epollByChoiceIsRefusedWithoutNativeAccessAndTheMendIsNamed() throws Exception {
        assertThat(run("EPOLL", FLAG)).contains("echoed").contains("epoll (as chosen)");
        assertThat(run("EPOLL"))
                .doesNotContain("echoed")
                .contains("java.lang.IllegalStateException: the epoll driver cannot be used")
                .contains(FLAG);
    }

    /** What it prints, and the names of the classes that it loads. */
    private static String run(String choice, String... flags) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(flags));
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:stdout:none",
                        "-cp",
                        "target/classes:target/test-classes",
                        DriverChoiceMain.class.getName(),
                        choice));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
