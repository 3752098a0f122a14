package yamanote.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.runtime.CurrentRuntime;

/** A connection being made: the socket is opened by the first poll. */
final class ConnectFuture implements Future<TcpStream> {
    private final InetSocketAddress address;

    /** Null: the current runtime's. */
    private final @Nullable Reactor reactor;

    /** Open and not yet delivered. */
    private @Nullable StreamSource source;

    private boolean ended;

    ConnectFuture(InetSocketAddress address) {
        this(address, null);
    }

    ConnectFuture(InetSocketAddress address, @Nullable Reactor reactor) {
        this.address = address;
        this.reactor = reactor;
    }

    @Override
    public Poll<TcpStream> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this connect has ended: make a new one");
        }
        try {
            StreamSource socket = source;
            if (socket == null) {
                socket = open();
                source = socket;
                return socket.connect(address) ? connected(socket) : finish(cx, socket);
            }
            return finish(cx, socket);
        } catch (IOException | RuntimeException e) {
            cancel(cx);
            throw e;
        }
    }

    private StreamSource open() throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        Reactor owner =
                reactor != null ? reactor : CurrentRuntime.require("TcpStream.connect").reactor();
        return owner.openStream(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
    }

    private Poll<TcpStream> finish(Context cx, StreamSource socket) throws IOException {
        for (; ; ) {
            int seen = socket.registration().pollWritable(cx);
            if (seen == 0) {
                return Poll.pending();
            }
            if (Readiness.isShutDown(seen)) {
                throw new SocketClosedException();
            }
            if (socket.finishConnect()) {
                return connected(socket);
            }
            socket.registration().clear(seen, Readiness.WRITABLE);
        }
    }

    private Poll<TcpStream> connected(StreamSource socket) throws IOException {
        ended = true;
        source = null;
        return Poll.ready(new TcpStream(socket));
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        if (source != null) {
            source.registration().close();
            source = null;
        }
        return true;
    }
}
