package yamanote.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.reactor.StreamSource;

/** A connection being made of a socket that was there before, and which it owns. */
final class TcpSocketConnect extends SocketConnect<TcpStream> {
    private final SocketSource socket;
    private final InetSocketAddress address;

    TcpSocketConnect(Reactor reactor, SocketSource socket, InetSocketAddress address) {
        super(reactor);
        this.socket = socket;
        this.address = address;
    }

    @Override
    StreamSource open(Reactor owner) throws IOException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        return socket.stream();
    }

    @Override
    void neverOpened() {
        socket.close();
    }

    @Override
    boolean connect(StreamSource stream) throws IOException {
        return stream.connect(address);
    }

    @Override
    TcpStream stream(StreamSource connected) {
        return new TcpStream(connected);
    }

    @Override
    String operation() {
        return "TcpSocket.connect";
    }
}
