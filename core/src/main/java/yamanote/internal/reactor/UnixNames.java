package yamanote.internal.reactor;

import java.net.SocketAddress;

/**
 * How the names of Unix sockets become addresses and back. A name is the bytes of a path; or, if it
 * begins with a zero byte, an abstract one; or empty: a socket without a name.
 */
public interface UnixNames<A extends SocketAddress> {
    /** The address of {@code name}, which the caller gives away. */
    A address(byte[] name);

    /** The name of {@code address}, not to be changed. */
    byte[] name(A address);
}
