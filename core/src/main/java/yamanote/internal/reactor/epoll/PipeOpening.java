package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import yamanote.internal.reactor.PipeSource;
import yamanote.internal.reactor.PipeSource.Access;

/** Opens pipes, without waiting for whom the other end is opened by. */
final class PipeOpening {
    /** {@code O_NONBLOCK | O_CLOEXEC}. */
    private static final int FLAGS = 0x800 | 0x80000;

    private static final int EMPTY_PATH = 0x1000;
    private static final int STATX_TYPE = 1;
    private static final int STATX_SIZE = 256;
    private static final int STATX_MODE = 28;
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;

    private PipeOpening() {}

    /** The named pipe {@code path}; {@code checked}: and no other kind of file. */
    static PipeSource open(EpollPoller poller, Path path, Access access, boolean checked)
            throws IOException {
        int number = PipeCalls.open(path, FLAGS | mode(access));
        if (number < 0) {
            throw failure(path, number);
        }
        EpollPipe pipe = new EpollPipe(poller, number);
        if (checked && !isPipe(number)) {
            pipe.close();
            throw new IllegalArgumentException(
                    path
                            + " is no named pipe: make one with mkfifo, or, if it is to be used as"
                            + " one, say unchecked(true)");
        }
        return registered(poller, pipe, access != Access.RECEIVE);
    }

    /** The sending end and the receiving one of a pipe without a name. */
    static List<PipeSource> openPair(EpollPoller poller) throws IOException {
        EpollPipe receiver;
        EpollPipe sender;
        Scratch scratch = Scratch.take();
        try {
            int result = PipeCalls.pipe2(scratch.state, scratch.structure, FLAGS);
            if (result < 0) {
                throw Errno.systemFailure("pipe2", result);
            }
            receiver = new EpollPipe(poller, scratch.structure.get(JAVA_INT, 0));
            sender = new EpollPipe(poller, scratch.structure.get(JAVA_INT, Integer.BYTES));
        } finally {
            scratch.give();
        }
        try {
            return List.of(registered(poller, sender, true), registered(poller, receiver, false));
        } catch (IOException | RuntimeException e) {
            sender.close();
            receiver.close();
            throw e;
        }
    }

    /**
     * A reader must not be thought ready before the system says so: as long as nobody has ever
     * written, it would read an end.
     */
    private static PipeSource registered(EpollPoller poller, EpollPipe pipe, boolean sends)
            throws IOException {
        if (sends) {
            pipe.set(EpollPipe.WRITABLE);
        }
        poller.register(pipe);
        return pipe;
    }

    private static int mode(Access access) {
        return switch (access) {
            case RECEIVE -> 0;
            case SEND -> 1;
            case BOTH -> 2;
        };
    }

    private static boolean isPipe(int number) throws IOException {
        Scratch scratch = Scratch.take();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment structure = arena.allocate(STATX_SIZE, Long.BYTES);
            int result =
                    PipeCalls.statx(
                            scratch.state,
                            number,
                            arena.allocate(1),
                            EMPTY_PATH,
                            STATX_TYPE,
                            structure);
            if (result < 0) {
                throw Errno.systemFailure("statx", result);
            }
            return (structure.get(JAVA_SHORT, STATX_MODE) & TYPE) == FIFO;
        } finally {
            scratch.give();
        }
    }

    private static IOException failure(Path path, int error) {
        return switch (-error) {
            case Errno.ENOENT -> new NoSuchFileException(path.toString());
            case Errno.EACCES -> new AccessDeniedException(path.toString());
            case Errno.ENXIO ->
                    new ConnectException(
                            "nobody has "
                                    + path
                                    + " open to receive: try again after a pause, or open it with"
                                    + " readWrite(true)");
            default -> new FileSystemException(path.toString(), null, Errno.text(-error));
        };
    }
}
