package yamanote.internal.reactor;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;

/**
 * A stream socket that is neither connected nor listening yet, and that no poller waits for:
 * options and an address first. What it becomes takes over its descriptor; after that, and after
 * {@link #close}, every call throws {@link java.nio.channels.ClosedChannelException}.
 */
public interface SocketSource extends AutoCloseable {
    /** Takes {@code local} as the address of this side. */
    void bind(SocketAddress local) throws IOException;

    /** The address of this side; the wildcard if it has none. */
    SocketAddress localAddress() throws IOException;

    /** The value of a socket option. */
    <T> T option(SocketOption<T> option) throws IOException;

    /** Sets a socket option. */
    <T> void option(SocketOption<T> option, T value) throws IOException;

    /** Becomes a stream that may be connected. */
    StreamSource stream() throws IOException;

    /** Becomes a listener, whose connections inherit the options; closed if that fails. */
    ListenerSource listen(int backlog) throws IOException;

    /** Frees the descriptor at once, unless something has taken it over. */
    @Override
    void close();
}
