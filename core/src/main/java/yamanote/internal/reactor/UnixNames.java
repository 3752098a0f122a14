package yamanote.internal.reactor;

import java.net.SocketAddress;

/**
 * How the names of Unix sockets become the addresses of those who use them, and back.
 *
 * @param <A> the addresses
 */
public interface UnixNames<A extends SocketAddress> {
    /** The address that is {@code name}. */
    A address(UnixName name);

    /** The name that {@code address} is. */
    UnixName name(A address);
}
