package miniredis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/** A JVM of its own with the tests' class path, under a limit of descriptors if wanted. */
final class ChildJvm implements AutoCloseable {
    private static final String JARS = jars();

    private final Process process;
    private final BufferedReader output;

    ChildJvm(String limit, Class<?> main, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        "sh",
                        "-c",
                        limit
                                + "; exec \"$0\" -Xmx512m -XX:+UseSerialGC"
                                + " --enable-native-access=ALL-UNNAMED -cp \"$CP\" \"$@\"",
                        java,
                        main.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("CP", JARS);
        process = builder.redirectErrorStream(true).start();
        output = process.inputReader(UTF_8);
    }

    /** The class path with its folders as jars: those are opened once, not for each class. */
    private static String jars() {
        String classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(classPath.split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .map(entry -> Files.isDirectory(Path.of(entry)) ? jar(entry) : entry)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(String folder) {
        try {
            Path jar = Files.createTempFile("classes", ".jar");
            jar.toFile().deleteOnExit();
            int failed =
                    ToolProvider.findFirst("jar")
                            .orElseThrow()
                            .run(System.out, System.err, "cf0", jar + "", "-C", folder, ".");
            assertThat(failed).isZero();
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rest of the first line that contains {@code text}. */
    String await(String text) throws IOException {
        var before = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf(text);
            if (at >= 0) {
                return line.substring(at + text.length());
            }
            before.append(line).append('\n');
        }
        throw new AssertionError("the child has ended without saying " + text + ":\n" + before);
    }

    void say(String line) throws IOException {
        var input = process.outputWriter(UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    void terminate() {
        process.destroy();
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
    }

    /** Changes a limit of the system, by an option of {@code prlimit}. */
    void limit(String option) throws IOException, InterruptedException {
        var change = new ProcessBuilder("prlimit", "--pid", process.pid() + "", option);
        assertThat(change.inheritIO().start().waitFor()).isZero();
    }

    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("the child ends").isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
