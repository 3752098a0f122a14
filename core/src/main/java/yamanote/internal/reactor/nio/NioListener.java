package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/** A server socket channel as listener source. */
final class NioListener implements ListenerSource {
    private final NioPoller poller;
    private final ServerSocketChannel channel;
    private final NioRegistration registration;

    NioListener(NioPoller poller, ServerSocketChannel channel, NioRegistration registration) {
        this.poller = poller;
        this.channel = channel;
        this.registration = registration;
    }

    @Override
    public Registration registration() {
        return registration;
    }

    @Override
    public @Nullable StreamSource accept() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return null;
        }
        NioRegistration connection = poller.register(accepted, SelectionKey.OP_READ);
        connection.set(Readiness.WRITABLE);
        return new NioStream(accepted, connection);
    }

    @Override
    public boolean refuse() throws IOException {
        SocketChannel accepted = channel.accept();
        if (accepted == null) {
            return false;
        }
        accepted.close();
        return true;
    }

    @Override
    public SocketAddress localAddress() throws IOException {
        return UnixAddresses.ofChannel(channel.getLocalAddress());
    }
}
