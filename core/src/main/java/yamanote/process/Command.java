package yamanote.process;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;

/**
 * A program and how to start it. Mirrors {@code tokio::process::Command}.
 *
 * <pre>{@code
 * Output listing = Command.of("ls", "-l").currentDir(folder).output().await();
 * }</pre>
 *
 * <p>May be used several times; a spawn takes the settings of that moment. Not for several threads.
 * There is no shell in between, so arguments need no quotes.
 */
public final class Command {
    private final List<String> command = new ArrayList<>();
    private final Map<String, @Nullable String> environment = new HashMap<>();
    private boolean cleared;
    private @Nullable Path directory;
    private Stdio stdin = Stdio.inherit();
    private Stdio stdout = Stdio.inherit();
    private Stdio stderr = Stdio.inherit();
    private boolean stderrToStdout;
    private boolean killOnClose;

    private Command(String program) {
        command.add(program);
    }

    /** A program, looked up in the PATH, with arguments; its streams are those of this process. */
    public static Command of(String program, String... arguments) {
        return new Command(program).args(List.of(arguments));
    }

    /** One more argument. */
    public Command arg(String argument) {
        command.add(argument);
        return this;
    }

    /** More arguments. */
    public Command args(List<String> arguments) {
        command.addAll(arguments);
        return this;
    }

    /** A variable of the environment, beside those of this process. */
    public Command env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Takes a variable away. */
    public Command envRemove(String name) {
        environment.put(name, null);
        return this;
    }

    /** Takes all variables away, those that this process has as well. */
    public Command envClear() {
        environment.clear();
        cleared = true;
        return this;
    }

    /** Where the child works. */
    public Command currentDir(Path directory) {
        this.directory = directory;
        return this;
    }

    /** Where the child's input comes from. */
    public Command stdin(Stdio stdin) {
        this.stdin = stdin;
        return this;
    }

    /** Where the child's output goes. */
    public Command stdout(Stdio stdout) {
        this.stdout = stdout;
        return this;
    }

    /** Where the child's error output goes. */
    public Command stderr(Stdio stderr) {
        this.stderr = stderr;
        this.stderrToStdout = false;
        return this;
    }

    /** The child's error output goes where its output goes. */
    public Command stderrToStdout() {
        this.stderrToStdout = true;
        return this;
    }

    /**
     * Whether closing the {@link Child} kills the process, as its owner's cancellation then does;
     * otherwise it goes on by itself. Mirrors {@code kill_on_drop}.
     */
    public Command killOnClose(boolean kill) {
        this.killOnClose = kill;
        return this;
    }

    /**
     * Starts the child. Fails with an {@link java.io.IOException} if the program cannot be started.
     * If cancelled while it is being started, the child is closed: killed, with {@link
     * #killOnClose}.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Child> spawn() {
        ProcessBuilder builder = builder();
        boolean kill = killOnClose;
        return Blocking.job("Command.spawn", () -> new Child(builder.start(), builder, kill));
    }

    /** Starts the child and waits for its end. If cancelled, as {@link #spawn} and a close. */
    @CancelSafety(LOSES_DATA)
    public Future<ExitStatus> status() {
        return new Running<>(spawn(), Child::exited);
    }

    /**
     * Starts the child, with its output and error output piped, and waits for its end and for all
     * that it writes. If cancelled, as {@link #spawn} and a close.
     */
    @CancelSafety(LOSES_DATA)
    public Future<Output> output() {
        Stdio out = stdout;
        Stdio err = stderr;
        try {
            return new Running<>(
                    stdout(Stdio.piped()).stderr(Stdio.piped()).spawn(), Child::output);
        } finally {
            stdout = out;
            stderr = err;
        }
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder =
                new ProcessBuilder(List.copyOf(command))
                        .redirectInput(stdin.forInput())
                        .redirectOutput(stdout.forOutput())
                        .redirectError(stderr.forOutput())
                        .redirectErrorStream(stderrToStdout);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        if (cleared) {
            builder.environment().clear();
        }
        environment.forEach((name, value) -> {
            if (value == null) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        return builder;
    }
}
