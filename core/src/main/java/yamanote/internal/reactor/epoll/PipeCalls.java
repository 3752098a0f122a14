package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import yamanote.internal.reactor.PathBytes;

/** As {@link Libc}: what pipes need besides, and whoever opens a file by its name. */
final class PipeCalls {
    private static final FunctionDescriptor OF_BYTES =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private static final MethodHandle OPEN =
            Libc.handle("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle PIPE2 =
            Libc.handle("pipe2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle STATX =
            Libc.handle(
                    "statx",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle READ = Libc.handle("read", OF_BYTES);
    private static final MethodHandle WRITE = Libc.handle("write", OF_BYTES);

    private PipeCalls() {}

    /** Of a file that exists: without a mode. Throws if {@code path} cannot be said in bytes. */
    static int open(Path path, int flags) {
        byte[] name = PathBytes.of(path);
        Scratch scratch = Scratch.take();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(name.length + 1L);
            MemorySegment.copy(name, 0, text, JAVA_BYTE, 0, name.length);
            return Libc.result((int) OPEN.invokeExact(scratch.state, text, flags), scratch.state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        } finally {
            scratch.give();
        }
    }

    static int pipe2(MemorySegment state, MemorySegment numbers, int flags) {
        try {
            return Libc.result((int) PIPE2.invokeExact(state, numbers, flags), state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    static int statx(
            MemorySegment state,
            int fd,
            MemorySegment path,
            int flags,
            int mask,
            MemorySegment structure) {
        try {
            return Libc.result(
                    (int) STATX.invokeExact(state, fd, path, flags, mask, structure), state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    static int read(MemorySegment state, int fd, MemorySegment bytes, long room) {
        try {
            return Libc.result((int) (long) READ.invokeExact(state, fd, bytes, room), state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    static int write(MemorySegment state, int fd, MemorySegment bytes, long count) {
        try {
            return Libc.result((int) (long) WRITE.invokeExact(state, fd, bytes, count), state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }
}
