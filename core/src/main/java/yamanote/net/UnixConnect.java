package yamanote.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;

/** A connection between Unix sockets being made; it never has to wait. */
final class UnixConnect extends SocketConnect<UnixStream> {
    private final UnixAddress address;

    UnixConnect(UnixAddress address, @Nullable Reactor reactor) {
        super(reactor);
        this.address = address;
    }

    @Override
    StreamSource open(Reactor owner) throws IOException {
        return owner.openStream(StandardProtocolFamily.UNIX);
    }

    @Override
    boolean connect(StreamSource socket) throws IOException {
        try {
            return socket.connect(address.named());
        } catch (ConnectException e) {
            throw e;
        } catch (SocketException e) {
            throw explained(e);
        }
    }

    /** The drivers have the system's text in common, and no more. */
    private IOException explained(SocketException e) {
        Path path = address.path();
        IOException better = e;
        if (path != null && Files.notExists(path)) {
            better = new NoSuchFileException(path.toString(), null, "nobody listens there");
            better.initCause(e);
        } else if (String.valueOf(e.getMessage()).contains("temporarily unavailable")) {
            better =
                    new ConnectException(
                            "as many connections as its backlog has wait at "
                                    + address
                                    + ": connect again after a pause");
            better.initCause(e);
        }
        return better;
    }

    @Override
    UnixStream stream(StreamSource connected) {
        return new UnixStream(connected);
    }

    @Override
    String operation() {
        return "UnixStream.connect";
    }
}
