package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
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

    /** What the system does not hand on from a listening channel of the JDK. */
    private final Map<SocketOption<?>, Object> inherited;

    NioListener(NioPoller poller, ServerSocketChannel channel, NioRegistration registration) {
        this(poller, channel, registration, Map.of());
    }

    NioListener(
            NioPoller poller,
            ServerSocketChannel channel,
            NioRegistration registration,
            Map<SocketOption<?>, Object> inherited) {
        this.poller = poller;
        this.channel = channel;
        this.registration = registration;
        this.inherited = inherited;
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
        inherit(accepted);
        NioRegistration connection = poller.register(accepted, SelectionKey.OP_READ);
        connection.set(Readiness.WRITABLE);
        return new NioStream(accepted, connection);
    }

    private void inherit(SocketChannel accepted) throws IOException {
        try {
            for (var option : inherited.entrySet()) {
                NioOptions.set(accepted, option.getKey(), option.getValue());
            }
        } catch (IOException | RuntimeException e) {
            accepted.close();
            throw e;
        }
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
