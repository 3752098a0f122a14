package yamanote.process;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.lang.ProcessBuilder.Redirect;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.sync.Watch;

/**
 * A child process. Mirrors {@code tokio::process::Child}.
 *
 * <p>One owner at a time; it may be awaited on any runtime. The owner closes it, which closes its
 * pipes and, with {@link Command#killOnClose}, kills it. Otherwise it goes on, and the JDK sees its
 * end.
 */
public final class Child implements Owned {
    private static final ExitStatus RUNNING = new ExitStatus(Integer.MIN_VALUE);

    private final Process process;
    private final boolean killOnClose;
    private final @Nullable ChildInput stdin;
    private final @Nullable ChildOutput stdout;
    private final @Nullable ChildOutput stderr;
    private final Watch.Sender<ExitStatus> status;

    Child(Process process, ProcessBuilder builder, boolean killOnClose) {
        this.process = process;
        this.killOnClose = killOnClose;
        this.stdin =
                builder.redirectInput() == Redirect.PIPE
                        ? new ChildInput(process.getOutputStream())
                        : null;
        this.stdout =
                builder.redirectOutput() == Redirect.PIPE
                        ? new ChildOutput(process.getInputStream())
                        : null;
        this.stderr =
                builder.redirectError() == Redirect.PIPE && !builder.redirectErrorStream()
                        ? new ChildOutput(process.getErrorStream())
                        : null;
        Watch.Channel<ExitStatus> channel = Watch.channel(RUNNING);
        channel.receiver().close();
        this.status = channel.sender();
        process.onExit().thenAccept(ended -> status.sendReplace(new ExitStatus(ended.exitValue())));
    }

    /** The child's input, if it is piped; shut it down to give the child an end. */
    public @Nullable AsyncWrite stdin() {
        return stdin;
    }

    /** The child's output, if it is piped. Cancel safe: a cancelled read loses nothing. */
    public @Nullable AsyncRead stdout() {
        return stdout;
    }

    /** The child's error output, if it is piped. Cancel safe: a cancelled read loses nothing. */
    public @Nullable AsyncRead stderr() {
        return stderr;
    }

    /** The process number while it runs; empty afterwards, when it may be another's. */
    public OptionalLong pid() {
        return process.isAlive() ? OptionalLong.of(process.pid()) : OptionalLong.empty();
    }

    /**
     * Closes the child's input and waits for its end; as often as you like. Cancel safe.
     *
     * <p>Whoever pipes an output reads it meanwhile, or a child that writes much never ends: {@link
     * #output} does both.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<ExitStatus> exited() {
        return new Exited(this);
    }

    /** How it has ended, or null: it runs. */
    public @Nullable ExitStatus tryExited() {
        return process.isAlive() ? null : new ExitStatus(process.exitValue());
    }

    /**
     * Closes the child's input, reads its piped outputs to their ends and waits for its own. If
     * cancelled, what was read so far is lost.
     */
    @CancelSafety(LOSES_DATA)
    public Future<Output> output() {
        return new CollectOutput(this);
    }

    /** Kills it (SIGKILL), without waiting; after its end nothing happens. */
    public void startKill() {
        process.toHandle().destroyForcibly();
    }

    /** Asks it to end (SIGTERM), without waiting; after its end nothing happens. */
    public void terminate() {
        // The process itself would close its pipes with what is in them.
        process.toHandle().destroy();
    }

    /** Kills it and waits for its end. If cancelled, it has been killed all the same. */
    @CancelSafety(NOTHING_LOST)
    public Future<ExitStatus> kill() {
        return new Exited(this, true);
    }

    void closeInput() {
        if (stdin != null) {
            stdin.close();
        }
    }

    Watch.Receiver<ExitStatus> statusReceiver() {
        return status.subscribe();
    }

    static boolean isEnd(ExitStatus status) {
        return status != RUNNING;
    }

    @Override
    public void close() {
        if (killOnClose) {
            startKill();
        }
        closeInput();
        if (stdout != null) {
            stdout.close();
        }
        if (stderr != null) {
            stderr.close();
        }
    }

    @Override
    public String toString() {
        return "Child[" + process + "]";
    }
}
