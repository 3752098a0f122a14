package yamanote.net;

import java.io.IOException;
import java.nio.file.Path;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A Unix socket that accepts connections. Mirrors {@code tokio::net::UnixListener}.
 *
 * <p>Any number of tasks may accept from one listener. {@link #close} ends every {@code accept}
 * that waits with {@link SocketClosedException}. The file that it made stays, as in Tokio, and
 * keeps others from binding there: delete it when the listener is closed, or before the next binds.
 *
 * <p>Whoever may write the file may connect. It is made with what the process's umask leaves of all
 * permissions; put it into a directory that only those can enter who shall.
 */
public final class UnixListener extends SocketListener<UnixStream> {
    private UnixListener(ListenerSource source) {
        super(source);
    }

    /** As {@link #bind(UnixAddress)}, on a new file {@code path}. */
    public static UnixListener bind(Path path) throws IOException {
        return bind(UnixAddress.of(path));
    }

    /**
     * Listens on {@code address} with a backlog of 1024.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws java.net.BindException if there is such a file already, whatever it is, or somebody
     *     has the abstract name
     * @throws IllegalArgumentException if the address is {@linkplain UnixAddress#isUnnamed unnamed}
     * @throws UnsupportedOperationException if the name is abstract and the runtime is not on
     *     {@code driver(DriverChoice.EPOLL)}
     */
    public static UnixListener bind(UnixAddress address) throws IOException {
        return bind(address, BACKLOG, CurrentRuntime.require("UnixListener.bind").reactor());
    }

    static UnixListener bind(UnixAddress address, int backlog, Reactor reactor) throws IOException {
        return new UnixListener(reactor.openListener(address.named(), backlog));
    }

    @Override
    UnixStream stream(StreamSource accepted) {
        return new UnixStream(accepted);
    }

    /** The bound address. */
    public UnixAddress localAddress() throws IOException {
        return new UnixAddress((UnixName) source.localAddress());
    }
}
