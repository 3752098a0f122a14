package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;

/**
 * The options of the JDK as the system calls them: those of {@link StandardSocketOptions} and of
 * {@code jdk.net.ExtendedSocketOptions}.
 */
final class SocketOptions {
    private static final int SOCKET = 1;
    private static final int IP = 0;
    private static final int TCP = 6;
    private static final int IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int REUSE_ADDRESS = 2;
    private static final int ERROR = 4;
    private static final int PEER_CREDENTIALS = 17;
    private static final int CREDENTIALS_SIZE = 3 * Integer.BYTES;
    private static final int LINGER_SIZE = 2 * Integer.BYTES;

    private SocketOptions() {}

    /** Level and name, as the system numbers them. */
    private record Number(int level, int name) {}

    private static Number number(SocketOption<?> option) {
        return switch (option.name()) {
            case "SO_REUSEADDR" -> new Number(SOCKET, REUSE_ADDRESS);
            case "SO_BROADCAST" -> new Number(SOCKET, 6);
            case "SO_SNDBUF" -> new Number(SOCKET, 7);
            case "SO_RCVBUF" -> new Number(SOCKET, 8);
            case "SO_KEEPALIVE" -> new Number(SOCKET, 9);
            case "SO_LINGER" -> new Number(SOCKET, 13);
            case "SO_REUSEPORT" -> new Number(SOCKET, 15);
            case "SO_INCOMING_NAPI_ID" -> new Number(SOCKET, 56);
            case "IP_TOS" -> new Number(IP, 1);
            case "TCP_NODELAY" -> new Number(TCP, 1);
            case "TCP_KEEPIDLE" -> new Number(TCP, 4);
            case "TCP_KEEPINTERVAL" -> new Number(TCP, 5);
            case "TCP_KEEPCOUNT" -> new Number(TCP, 6);
            case "TCP_QUICKACK" -> new Number(TCP, 12);
            default ->
                    throw new UnsupportedOperationException(
                            "'" + option.name() + "' not supported");
        };
    }

    /** Of the descriptor {@code fd}, which the caller has entered. */
    static <T> T get(Scratch scratch, int fd, SocketOption<T> option) throws SocketException {
        Number number = number(option);
        boolean lingers = option.equals(StandardSocketOptions.SO_LINGER);
        int value =
                get(scratch, fd, number.level, number.name, lingers ? LINGER_SIZE : Integer.BYTES);
        Object result;
        if (lingers) {
            result = value == 0 ? -1 : scratch.structure.get(JAVA_INT, Integer.BYTES);
        } else if (option.type() == Boolean.class) {
            result = value != 0;
        } else if (isBufferSize(option)) {
            // The system counts twice, for its own needs, what it was told.
            result = value / 2;
        } else {
            result = value;
        }
        return option.type().cast(result);
    }

    /** As {@link #get}. */
    static <T> void set(Scratch scratch, int fd, SocketOption<T> option, T value)
            throws SocketException {
        Number number = number(option);
        MemorySegment structure = scratch.structure;
        int size = Integer.BYTES;
        if (option.equals(StandardSocketOptions.SO_LINGER)) {
            int seconds = (Integer) value;
            structure.set(JAVA_INT, 0, seconds < 0 ? 0 : 1);
            structure.set(JAVA_INT, Integer.BYTES, Math.max(0, seconds));
            size = LINGER_SIZE;
        } else if (value instanceof Boolean on) {
            structure.set(JAVA_INT, 0, on ? 1 : 0);
        } else {
            int amount = (Integer) value;
            if (amount < 0 && isBufferSize(option)) {
                throw new IllegalArgumentException(
                        option.name() + " must not be negative: " + amount);
            }
            structure.set(JAVA_INT, 0, amount);
        }
        set(scratch, fd, number.level, number.name, size);
    }

    private static boolean isBufferSize(SocketOption<?> option) {
        return option.equals(StandardSocketOptions.SO_SNDBUF)
                || option.equals(StandardSocketOptions.SO_RCVBUF);
    }

    /** The error, negated, that a socket has met with since it was last asked; 0: none. */
    static int takeError(Scratch scratch, int fd) throws SocketException {
        return -get(scratch, fd, SOCKET, ERROR, Integer.BYTES);
    }

    static void reuseAddress(Scratch scratch, int fd) throws SocketException {
        scratch.structure.set(JAVA_INT, 0, 1);
        set(scratch, fd, SOCKET, REUSE_ADDRESS, Integer.BYTES);
    }

    /** An IPv6 socket takes IPv4, too, whatever the system's default. */
    static void dualStack(Scratch scratch, int fd) throws SocketException {
        scratch.structure.set(JAVA_INT, 0, 0);
        set(scratch, fd, IPV6, IPV6_V6ONLY, Integer.BYTES);
    }

    /** Writes process, user and group of the peer of a Unix socket into the structure. */
    static void peerCredentials(Scratch scratch, int fd) throws SocketException {
        get(scratch, fd, SOCKET, PEER_CREDENTIALS, CREDENTIALS_SIZE);
    }

    private static int get(Scratch scratch, int fd, int level, int name, int size)
            throws SocketException {
        scratch.size.set(JAVA_INT, 0, size);
        int result =
                Libc.getsockopt(scratch.state, fd, level, name, scratch.structure, scratch.size);
        if (result < 0) {
            throw Errno.failure(result);
        }
        return scratch.structure.get(JAVA_INT, 0);
    }

    private static void set(Scratch scratch, int fd, int level, int name, int size)
            throws SocketException {
        int result = Libc.setsockopt(scratch.state, fd, level, name, scratch.structure, size);
        if (result < 0) {
            throw Errno.failure(result);
        }
    }
}
