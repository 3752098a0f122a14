package yamanote.net;

import java.io.IOException;
import java.nio.file.Path;
import yamanote.internal.reactor.PipeSource.Access;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * How a named pipe is opened. Mirrors {@code tokio::net::unix::pipe::OpenOptions}.
 *
 * <p>Pipes need the native driver, {@code driver(DriverChoice.EPOLL)}: elsewhere opening throws
 * {@link UnsupportedOperationException}. Opening does not wait for somebody at the other end.
 */
public final class PipeOptions {
    private boolean readWrite;
    private boolean unchecked;

    private PipeOptions() {}

    /** None is set. */
    public static PipeOptions create() {
        return new PipeOptions();
    }

    /**
     * Opens it for both, whichever end is asked for, so that there is always somebody at the other
     * one: a receiver reads no end when senders come and go, a sender needs nobody to be there yet.
     * Not in POSIX; Linux can do it. Default false.
     */
    public PipeOptions readWrite(boolean value) {
        readWrite = value;
        return this;
    }

    /**
     * Opens it also if it is no pipe: another kind of file that can be waited for. Default false.
     */
    public PipeOptions unchecked(boolean value) {
        unchecked = value;
        return this;
    }

    /**
     * Opens {@code path} to receive.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws IllegalArgumentException if it is no named pipe
     * @throws java.nio.file.NoSuchFileException if there is nothing at that path
     */
    public PipeReceiver openReceiver(Path path) throws IOException {
        return openReceiver(path, CurrentRuntime.require("PipeOptions.openReceiver").reactor());
    }

    PipeReceiver openReceiver(Path path, Reactor reactor) throws IOException {
        Access access = readWrite ? Access.BOTH : Access.RECEIVE;
        return new PipeReceiver(reactor.openPipe(path, access, !unchecked));
    }

    /**
     * Opens {@code path} to send.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws IllegalArgumentException if it is no named pipe
     * @throws java.net.ConnectException if nobody has it open to receive: open it again after a
     *     pause
     * @throws java.nio.file.NoSuchFileException if there is nothing at that path
     */
    public PipeSender openSender(Path path) throws IOException {
        return openSender(path, CurrentRuntime.require("PipeOptions.openSender").reactor());
    }

    PipeSender openSender(Path path, Reactor reactor) throws IOException {
        Access access = readWrite ? Access.BOTH : Access.SEND;
        return new PipeSender(reactor.openPipe(path, access, !unchecked));
    }
}
