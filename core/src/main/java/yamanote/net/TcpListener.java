package yamanote.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A TCP socket that accepts connections. Mirrors {@code tokio::net::TcpListener}.
 *
 * <p>Any number of tasks may accept from one listener. {@link #close} frees the port at the
 * reactor's next turn and ends every {@code accept} that waits with {@link SocketClosedException}.
 */
public final class TcpListener extends SocketListener<TcpStream> {
    /** Whether connections have the options that this socket was given, and no others. */
    private final boolean inherits;

    private TcpListener(ListenerSource source, boolean inherits) {
        super(source);
        this.inherits = inherits;
    }

    /** Of a {@link TcpSocket}, whose options its connections inherit. */
    static TcpListener of(ListenerSource source) {
        return new TcpListener(source, true);
    }

    /**
     * Listens on {@code address} (port 0: any free one) with address re-use and a backlog of 1024.
     * {@link TcpSocket} does the same with other options, among them a port that several listeners
     * share.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws java.net.BindException if the address is taken
     */
    public static TcpListener bind(InetSocketAddress address) throws IOException {
        return bind(address, CurrentRuntime.require("TcpListener.bind").reactor());
    }

    static TcpListener bind(InetSocketAddress address, Reactor reactor) throws IOException {
        return new TcpListener(reactor.openListener(address, BACKLOG), false);
    }

    @Override
    TcpStream stream(StreamSource accepted) throws IOException {
        return inherits ? new TcpStream(accepted) : TcpStream.noDelay(accepted);
    }

    /** The bound address, with the port that the system chose. */
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) source.localAddress();
    }
}
