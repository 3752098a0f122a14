package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** As {@link Libc}: what files need, bound when the first is opened. */
final class FileCalls {
    /** Do not wait for what is not in memory. */
    static final int NOWAIT = 8;

    private static final MethodHandle PREADV2 =
            Libc.handle(
                    "preadv2",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG, JAVA_INT, ADDRESS));

    private FileCalls() {}

    /** Throws a {@link LinkageError} now, and not in a read, if the C library lacks something. */
    static void bind() {}

    /**
     * Reads into the one piece of memory that {@code vector} describes. That is {@code kept}, which
     * the function is handed as well, behind its own parameters where it does not look: so that it
     * is not freed while the call lasts.
     */
    static int preadv2(
            MemorySegment state,
            int fd,
            MemorySegment vector,
            long position,
            int flags,
            MemorySegment kept) {
        try {
            long n = (long) PREADV2.invokeExact(state, fd, vector, 1, position, flags, kept);
            return Libc.result((int) n, state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }
}
