package yamanote.internal.reactor;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Memory for several datagrams and their addresses, in the form in which the system takes them all
 * in one call. For one thread at a time.
 */
public interface Messages<A extends SocketAddress> {
    /** How many datagrams have room. */
    int capacity();

    /** The bytes of a datagram: what remains in this buffer. The same buffer each time. */
    ByteBuffer bytes(int index);

    /** Whether a received datagram had more bytes than there was room for. */
    boolean isTruncated(int index);

    /** The sender of a received datagram, or what {@link #target} set; null if there is none. */
    @Nullable A address(int index);

    /** Where to send a datagram; null: to where the socket is connected. */
    void target(int index, @Nullable A address);
}
