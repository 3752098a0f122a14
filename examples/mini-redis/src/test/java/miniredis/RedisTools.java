package miniredis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The programs of Redis: Debian's redis-tools and, for comparison, redis-server. */
final class RedisTools {
    private RedisTools() {}

    /**
     * Without the program the test fails in CI, where it must be installed, and is skipped here.
     */
    static void require(String program) {
        boolean there = isThere(program);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there)
                    .as("%s is missing: apt-get install redis-tools (.ci/run does it)", program)
                    .isTrue();
        }
        assumeTrue(there, () -> program + " is missing: apt-get install redis-tools");
    }

    static boolean isThere(String program) {
        for (String folder : System.getenv("PATH").split(Pattern.quote(File.pathSeparator))) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** What {@code redis-cli} prints for a command. */
    static String cli(int port, String... command) throws Exception {
        return run("redis-cli", port, command);
    }

    static String benchmark(int port, String... options) throws Exception {
        return run("redis-benchmark", port, options);
    }

    private static String run(String program, int port, String... arguments) throws Exception {
        require(program);
        List<String> line =
                new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-p", String.valueOf(port)));
        line.addAll(List.of(arguments));
        Path output = Files.createTempFile("redis", ".out");
        try {
            Process process =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String text = Files.readString(output);
            assertThat(ended).as("%s has not ended: %s", line, text).isTrue();
            assertThat(process.exitValue()).as("%s: %s", line, text).isZero();
            return text;
        } finally {
            Files.delete(output);
        }
    }

    /** A {@code redis-server} on a free port that forgets everything, if not told otherwise. */
    static final class RealServer implements AutoCloseable {
        private final Process process;
        private final int port;

        RealServer(String... options) throws Exception {
            try (var probe = new java.net.ServerSocket(0)) {
                port = probe.getLocalPort();
            }
            List<String> line = new ArrayList<>(List.of("redis-server", "--save", ""));
            line.addAll(List.of("--port", String.valueOf(port), "--appendonly", "no"));
            line.addAll(List.of(options));
            process =
                    new ProcessBuilder(line)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        }

        /** A connection, once the server listens. */
        Wire connect() throws Exception {
            Eventually.holds(() -> "redis-server does not listen", this::listens);
            return new Wire(port);
        }

        private boolean listens() {
            try (var probe = new Wire(port)) {
                return probe.ask("PING").equals("+PONG\r\n");
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public void close() throws Exception {
            process.destroy();
            process.waitFor();
        }
    }
}
