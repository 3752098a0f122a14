package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The functions of the C library that sockets need, each as it is named there: it returns what the
 * function returns, or the error number, negated, if that is negative. The first parameter is where
 * the error number is put: a {@link Scratch#state} of the calling thread's own.
 */
final class Libc {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    /** Of what the first parameter points to. */
    static final MemoryLayout STATE = Linker.Option.captureStateLayout();

    private static final long ERRNO_OFFSET =
            STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

    private static final FunctionDescriptor OF_INT = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor OF_INTS =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor OF_ADDRESS =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final FunctionDescriptor OF_NAME =
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor OF_BYTES =
            FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);

    private static final MethodHandle CLOSE = handle("close", OF_INT);
    private static final MethodHandle EPOLL_CREATE1 = handle("epoll_create1", OF_INT);
    private static final MethodHandle EPOLL_CTL =
            handle(
                    "epoll_ctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle EPOLL_WAIT =
            handle(
                    "epoll_wait",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle EVENTFD = handle("eventfd", OF_INTS);
    private static final MethodHandle EVENTFD_WRITE =
            handle("eventfd_write", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle SOCKET =
            handle("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = handle("bind", OF_ADDRESS);
    private static final MethodHandle LISTEN = handle("listen", OF_INTS);
    private static final MethodHandle ACCEPT4 =
            handle(
                    "accept4",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle CONNECT = handle("connect", OF_ADDRESS);
    private static final MethodHandle RECV = handle("recv", OF_BYTES);
    private static final MethodHandle SEND = handle("send", OF_BYTES);
    private static final MethodHandle SHUTDOWN = handle("shutdown", OF_INTS);
    private static final MethodHandle GETSOCKNAME = handle("getsockname", OF_NAME);
    private static final MethodHandle GETPEERNAME = handle("getpeername", OF_NAME);
    private static final MethodHandle GETSOCKOPT =
            handle(
                    "getsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            handle(
                    "setsockopt",
                    FunctionDescriptor.of(
                            JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

    private Libc() {}

    static MethodHandle handle(String function, FunctionDescriptor shape) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), shape, ERRNO);
    }

    static int result(int returned, MemorySegment state) {
        return returned >= 0 ? returned : -state.get(JAVA_INT, ERRNO_OFFSET);
    }

    /** The number is free in any case, so there is nothing to be done about a failure. */
    static void close(int fd) {
        Scratch scratch = Scratch.take();
        try {
            int ignored = (int) CLOSE.invokeExact(scratch.state, fd);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        } finally {
            scratch.give();
        }
    }

    static int epollCreate(MemorySegment state, int flags) {
        try {
            return result((int) EPOLL_CREATE1.invokeExact(state, flags), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int epollCtl(
            MemorySegment state, int epoll, int operation, int fd, MemorySegment event) {
        try {
            return result((int) EPOLL_CTL.invokeExact(state, epoll, operation, fd, event), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int epollWait(
            MemorySegment state, int epoll, MemorySegment events, int max, int millis) {
        try {
            return result((int) EPOLL_WAIT.invokeExact(state, epoll, events, max, millis), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int eventfd(MemorySegment state, int count, int flags) {
        try {
            return result((int) EVENTFD.invokeExact(state, count, flags), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int eventfdWrite(MemorySegment state, int fd, long added) {
        try {
            return result((int) EVENTFD_WRITE.invokeExact(state, fd, added), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int socket(MemorySegment state, int family, int type, int protocol) {
        try {
            return result((int) SOCKET.invokeExact(state, family, type, protocol), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int bind(MemorySegment state, int fd, MemorySegment address, int size) {
        try {
            return result((int) BIND.invokeExact(state, fd, address, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int listen(MemorySegment state, int fd, int backlog) {
        try {
            return result((int) LISTEN.invokeExact(state, fd, backlog), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int accept4(
            MemorySegment state, int fd, MemorySegment address, MemorySegment size, int flags) {
        try {
            return result((int) ACCEPT4.invokeExact(state, fd, address, size, flags), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int connect(MemorySegment state, int fd, MemorySegment address, int size) {
        try {
            return result((int) CONNECT.invokeExact(state, fd, address, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int recv(MemorySegment state, int fd, MemorySegment bytes, long room, int flags) {
        try {
            return result((int) (long) RECV.invokeExact(state, fd, bytes, room, flags), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int send(MemorySegment state, int fd, MemorySegment bytes, long count, int flags) {
        try {
            return result((int) (long) SEND.invokeExact(state, fd, bytes, count, flags), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int shutdown(MemorySegment state, int fd, int how) {
        try {
            return result((int) SHUTDOWN.invokeExact(state, fd, how), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int getsockname(MemorySegment state, int fd, MemorySegment address, MemorySegment size) {
        try {
            return result((int) GETSOCKNAME.invokeExact(state, fd, address, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int getpeername(MemorySegment state, int fd, MemorySegment address, MemorySegment size) {
        try {
            return result((int) GETPEERNAME.invokeExact(state, fd, address, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int getsockopt(
            MemorySegment state,
            int fd,
            int level,
            int name,
            MemorySegment value,
            MemorySegment size) {
        try {
            return result((int) GETSOCKOPT.invokeExact(state, fd, level, name, value, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    static int setsockopt(
            MemorySegment state, int fd, int level, int name, MemorySegment value, int size) {
        try {
            return result((int) SETSOCKOPT.invokeExact(state, fd, level, name, value, size), state);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    /** Functions of C throw nothing: this is the machine at its end, or our mistake. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(thrown);
    }
}
