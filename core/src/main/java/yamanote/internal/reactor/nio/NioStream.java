package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import yamanote.internal.reactor.Credentials;
import yamanote.internal.reactor.NativeOnly;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/** A socket channel as stream source. */
final class NioStream implements StreamSource {
    private final SocketChannel channel;
    private final NioRegistration registration;

    NioStream(SocketChannel channel, NioRegistration registration) {
        this.channel = channel;
        this.registration = registration;
    }

    @Override
    public Registration registration() {
        return registration;
    }

    @Override
    public boolean connect(SocketAddress address) throws IOException {
        if (channel.connect(UnixAddresses.toChannel(address))) {
            registration.connected();
            return true;
        }
        registration.connecting();
        return false;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (channel.finishConnect()) {
            registration.connected();
            return true;
        }
        return false;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
    }

    @Override
    public long read(ByteBuffer[] targets) throws IOException {
        return channel.read(targets);
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return channel.write(sources);
    }

    @Override
    public void requirePeek() {
        throw NativeOnly.refuse("peek");
    }

    @Override
    public int peek(ByteBuffer target) {
        throw NativeOnly.refuse("peek");
    }

    @Override
    public IOException takeError() {
        throw NativeOnly.refuse("takeError");
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public SocketAddress localAddress() throws IOException {
        return UnixAddresses.ofChannel(channel.getLocalAddress());
    }

    @Override
    public SocketAddress peerAddress() throws IOException {
        return UnixAddresses.ofChannel(channel.getRemoteAddress());
    }

    @Override
    public Credentials peerCredentials() throws IOException {
        UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
        return new Credentials(
                peer.user(),
                peer.group(),
                Credentials.UNKNOWN,
                Credentials.UNKNOWN,
                Credentials.UNKNOWN);
    }

    @Override
    public <T> T option(SocketOption<T> option) throws IOException {
        return channel.getOption(option);
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        channel.setOption(option, value);
    }
}
