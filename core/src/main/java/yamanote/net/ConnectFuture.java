package yamanote.net;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;

/** A TCP connection being made. */
final class ConnectFuture extends SocketConnect<TcpStream> {
    private final InetSocketAddress address;

    ConnectFuture(InetSocketAddress address) {
        this(address, null);
    }

    ConnectFuture(InetSocketAddress address, @Nullable Reactor reactor) {
        super(reactor);
        this.address = address;
    }

    @Override
    StreamSource open(Reactor owner) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        return owner.openStream(
                address.getAddress() instanceof Inet6Address
                        ? StandardProtocolFamily.INET6
                        : StandardProtocolFamily.INET);
    }

    @Override
    boolean connect(StreamSource socket) throws IOException {
        return socket.connect(address);
    }

    @Override
    TcpStream stream(StreamSource connected) throws IOException {
        return TcpStream.noDelay(connected);
    }

    @Override
    String operation() {
        return "TcpStream.connect";
    }
}
