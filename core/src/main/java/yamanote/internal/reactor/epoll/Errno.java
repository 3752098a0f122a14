package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;

/** The error numbers of Linux that mean something to us, and the exceptions that tell of them. */
final class Errno {
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EAFNOSUPPORT = 97;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOTCONN = 107;
    static final int EINPROGRESS = 115;

    private static final int EADDRINUSE = 98;
    private static final int ETIMEDOUT = 110;
    private static final int ECONNREFUSED = 111;
    private static final int EHOSTUNREACH = 113;

    private Errno() {}

    /** What {@code error}, negated as {@link Libc} returns it, stands for. */
    static SocketException failure(int error) {
        return new SocketException(text(-error));
    }

    /** As {@link #failure}, of a bind. */
    static SocketException bindFailure(int error) {
        return switch (-error) {
            case EACCES, EADDRINUSE, EADDRNOTAVAIL -> new BindException(text(-error));
            default -> failure(error);
        };
    }

    /** As {@link #failure}, of a connect. */
    static SocketException connectFailure(int error) {
        return switch (-error) {
            case EHOSTUNREACH -> new NoRouteToHostException(text(-error));
            case ECONNREFUSED, ETIMEDOUT, EADDRNOTAVAIL -> new ConnectException(text(-error));
            default -> failure(error);
        };
    }

    /** As {@link #failure}, of what is no socket. */
    static IOException systemFailure(String call, int error) {
        return new IOException(call + ": " + text(-error));
    }

    /** The C library's would depend on the language of the system. */
    static String text(int error) {
        return switch (error) {
            case 1 -> "Operation not permitted";
            case ENOENT -> "No such file or directory";
            case ENXIO -> "No such device or address";
            case 9 -> "Bad file descriptor";
            case EAGAIN -> "Resource temporarily unavailable";
            case 12 -> "Cannot allocate memory";
            case EACCES -> "Permission denied";
            case 20 -> "Not a directory";
            case 22 -> "Invalid argument";
            case 23 -> "Too many open files in system";
            case 24 -> "Too many open files";
            case 28 -> "No space left on device";
            case 30 -> "Read-only file system";
            case 32 -> "Broken pipe";
            case 38 -> "Function not implemented";
            case 40 -> "Too many levels of symbolic links";
            case 91 -> "Protocol wrong type for socket";
            case 92 -> "Protocol not available";
            case EAFNOSUPPORT -> "Address family not supported by protocol";
            case EADDRINUSE -> "Address already in use";
            case EADDRNOTAVAIL -> "Cannot assign requested address";
            case 100 -> "Network is down";
            case 101 -> "Network is unreachable";
            case 103 -> "Software caused connection abort";
            case 104 -> "Connection reset";
            case 105 -> "No buffer space available";
            case ENOTCONN -> "Socket is not connected";
            case ETIMEDOUT -> "Connection timed out";
            case ECONNREFUSED -> "Connection refused";
            case 112 -> "Host is down";
            case EHOSTUNREACH -> "No route to host";
            default -> "error " + error;
        };
    }
}
