package yamanote.signal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static yamanote.Async.select;

import java.io.BufferedReader;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;

/** What the end of a process makes of its signals: in JVMs of their own. */
@Timeout(120)
class SignalProcessTest {
    /** Waits for SIGINT or SIGTERM and says goodbye. */
    static final class Goodbye {
        public static void main(String[] args) throws Exception {
            try (var runtime = AsyncRuntime.currentThread().build();
                    var interrupt = Signal.listen(SignalKind.INTERRUPT);
                    var terminate = Signal.listen(SignalKind.TERMINATE)) {
                IO.println("ready " + ProcessHandle.current().pid());
                runtime.blockOn(() -> {
                    select(interrupt.receive(), terminate.receive()).await();
                });
                IO.println("goodbye");
            }
        }
    }

    private static List<String> java(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.add("-cp");
        command.add("target/classes" + File.pathSeparator + "target/test-classes");
        command.add(Goodbye.class.getName());
        return command;
    }

    private static void saysGoodbyeAfter(String signal, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.startsWith("ready")) {
                line = output.readLine();
            }
            assertThat(line).isNotNull();
            process.descendants()
                    .reduce((_, last) -> last)
                    .ifPresentOrElse(
                            inner -> kill(signal, inner.pid()), () -> kill(signal, process.pid()));
            assertThat(output.readAllAsString()).contains("goodbye");
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void kill(String signal, long pid) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void processEndsByItselfAfterSigterm() throws Exception {
        saysGoodbyeAfter("TERM", java());
    }

    @Test
    void processEndsByItselfAfterCtrlC() throws Exception {
        saysGoodbyeAfter("INT", java());
    }

    /** In a container the process is often number 1, whose signals have no default action. */
    @Test
    void processNumberOneHearsItsSignals() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "needs unshare");
        List<String> command = new ArrayList<>(List.of("unshare", "--pid", "--fork"));
        command.addAll(java());
        Process probe = new ProcessBuilder("unshare", "--pid", "--fork", "true").start();
        assumeTrue(probe.waitFor() == 0, "may not make namespaces");
        saysGoodbyeAfter("TERM", command);
    }

    /** Without the module the JVM's shutdown hooks stand in. */
    @Test
    void processWithoutTheModuleHearsOfItsEnd() throws Exception {
        saysGoodbyeAfter("TERM", java("--limit-modules", "java.base,java.logging"));
    }
}
