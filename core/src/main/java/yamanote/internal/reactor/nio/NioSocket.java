package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.reactor.StreamSource;

/**
 * A socket channel that no selector knows yet. One that listens is of another kind in the JDK, so
 * {@link #listen} closes this one and opens that with the same options and address; for a moment
 * somebody else may take the port, and then it throws.
 */
final class NioSocket implements SocketSource {
    private final NioPoller poller;
    private final ProtocolFamily family;
    private final SocketChannel channel;

    /** What was set; connections of a listener inherit it. */
    private final Map<SocketOption<?>, Object> options = new LinkedHashMap<>();

    private boolean taken;

    NioSocket(NioPoller poller, ProtocolFamily family, SocketChannel channel) {
        this.poller = poller;
        this.family = family;
        this.channel = channel;
    }

    @Override
    public synchronized void bind(SocketAddress local) throws IOException {
        open().bind(local);
    }

    @Override
    public synchronized SocketAddress localAddress() throws IOException {
        SocketAddress bound = open().getLocalAddress();
        return bound != null ? bound : NioOptions.wildcard(family);
    }

    @Override
    public synchronized <T> T option(SocketOption<T> option) throws IOException {
        return open().getOption(NioOptions.known(channel, option));
    }

    @Override
    public synchronized <T> void option(SocketOption<T> option, T value) throws IOException {
        SocketOption<T> known = NioOptions.known(channel, option);
        open().setOption(known, value);
        options.put(known, value);
    }

    @Override
    public StreamSource stream() throws IOException {
        SocketChannel own = take();
        return new NioStream(own, poller.register(own, 0));
    }

    @Override
    public ListenerSource listen(int backlog) throws IOException {
        SocketChannel own = take();
        SocketAddress local;
        try {
            local = own.getLocalAddress();
        } finally {
            own.close();
        }
        ServerSocketChannel server = ServerSocketChannel.open(family);
        Map<SocketOption<?>, Object> inherited = new LinkedHashMap<>();
        try {
            options.forEach((option, value) -> {
                if (!server.supportedOptions().contains(option)) {
                    inherited.put(option, value);
                }
            });
            for (var set : options.entrySet()) {
                if (!inherited.containsKey(set.getKey())) {
                    NioOptions.set(server, set.getKey(), set.getValue());
                }
            }
            server.bind(local, backlog);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
        return new NioListener(
                poller, server, poller.register(server, SelectionKey.OP_ACCEPT), inherited);
    }

    private SocketChannel open() throws ClosedChannelException {
        if (taken) {
            throw new ClosedChannelException();
        }
        return channel;
    }

    private synchronized SocketChannel take() throws ClosedChannelException {
        SocketChannel own = open();
        taken = true;
        return own;
    }

    @Override
    public synchronized void close() {
        if (taken) {
            return;
        }
        taken = true;
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(Level.DEBUG, "closing a socket failed", e);
        }
    }
}
