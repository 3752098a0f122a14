package yamanote.verify.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process to wait for, most often another JVM of the kind that runs this one. */
public final class Jvm {
    private static final int MINUTES = 4;

    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new TreeMap<>();
    private Path folder;

    private Jvm() {}

    /** What a process ended with and printed on both its streams. */
    public record Result(int exit, String output) {
        /** The output of a process that must have succeeded. */
        public String orThrow() {
            if (exit != 0) {
                throw new IllegalStateException("ended with " + exit + ":\n" + output);
            }
            return output;
        }
    }

    /** A tool of the JDK that runs this. */
    public static Jvm tool(String name) {
        return command(home().resolve("bin").resolve(name).toString());
    }

    /** Any program. */
    public static Jvm command(String program) {
        var jvm = new Jvm();
        jvm.command.add(program);
        return jvm;
    }

    /** The JDK that runs this. */
    public static Path home() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Adds arguments. */
    public Jvm with(String... arguments) {
        command.addAll(List.of(arguments));
        return this;
    }

    /** Adds arguments. */
    public Jvm with(List<String> arguments) {
        command.addAll(arguments);
        return this;
    }

    /** Sets an environment variable. */
    public Jvm set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Runs in a folder. */
    public Jvm in(Path folder) {
        this.folder = folder;
        return this;
    }

    /** Starts the process; its streams are the caller's. */
    public Process start() throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        if (folder != null) {
            builder.directory(folder.toFile());
        }
        return builder.start();
    }

    /** Runs it to its end, or kills it and says so. */
    public Result run() throws IOException, InterruptedException {
        Process process = start();
        process.getOutputStream().close();
        var output =
                CompletableFuture.supplyAsync(() -> {
                    try (var stream = process.getInputStream()) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        return "(" + e + ")";
                    }
                });
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        String text = output.join();
        return ended
                ? new Result(process.exitValue(), text)
                : new Result(-1, "killed after " + MINUTES + " minutes: " + command + "\n" + text);
    }
}
