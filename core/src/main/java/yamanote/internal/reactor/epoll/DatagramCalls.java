package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** As {@link Libc}: what datagram sockets need besides, bound when the first is opened. */
final class DatagramCalls {
    private static final FunctionDescriptor OF_MESSAGES =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    private static final MethodHandle RECVFROM =
            Libc.handle(
                    "recvfrom",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SENDTO =
            Libc.handle(
                    "sendto",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVMMSG =
            Libc.handle("recvmmsg", OF_MESSAGES.appendArgumentLayouts(ADDRESS));
    private static final MethodHandle SENDMMSG = Libc.handle("sendmmsg", OF_MESSAGES);

    private DatagramCalls() {}

    static int recvfrom(
            MemorySegment state,
            int fd,
            MemorySegment bytes,
            long room,
            int flags,
            MemorySegment address,
            MemorySegment size) {
        try {
            long n = (long) RECVFROM.invokeExact(state, fd, bytes, room, flags, address, size);
            return Libc.result((int) n, state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    static int sendto(
            MemorySegment state,
            int fd,
            MemorySegment bytes,
            long count,
            int flags,
            MemorySegment address,
            int size) {
        try {
            long n = (long) SENDTO.invokeExact(state, fd, bytes, count, flags, address, size);
            return Libc.result((int) n, state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    /** Without a timeout, which is for sockets that block. */
    static int recvmmsg(MemorySegment state, int fd, MemorySegment messages, int count, int flags) {
        try {
            int n =
                    (int)
                            RECVMMSG.invokeExact(
                                    state, fd, messages, count, flags, MemorySegment.NULL);
            return Libc.result(n, state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }

    static int sendmmsg(MemorySegment state, int fd, MemorySegment messages, int count, int flags) {
        try {
            return Libc.result(
                    (int) SENDMMSG.invokeExact(state, fd, messages, count, flags), state);
        } catch (Throwable thrown) {
            throw Libc.unexpected(thrown);
        }
    }
}
