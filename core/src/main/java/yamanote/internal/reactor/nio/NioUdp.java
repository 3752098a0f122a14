package yamanote.internal.reactor.nio;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.nio.channels.NotYetConnectedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.NativeOnly;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.UdpSource;

/** A datagram channel as UDP source. */
final class NioUdp implements UdpSource {
    private record Membership(InetAddress group, NetworkInterface network) {}

    private final DatagramChannel channel;
    private final NioRegistration registration;
    private final Map<Membership, MembershipKey> memberships = new ConcurrentHashMap<>();

    NioUdp(DatagramChannel channel, NioRegistration registration) {
        this.channel = channel;
        this.registration = registration;
    }

    @Override
    public Registration registration() {
        return registration;
    }

    @Override
    public void bind(InetSocketAddress address) throws IOException {
        channel.bind(address);
    }

    /** A channel is connected once only, so it may have to be disconnected first. */
    @Override
    public void connect(InetSocketAddress peer) throws IOException {
        channel.disconnect().connect(peer);
    }

    @Override
    public void disconnect() throws IOException {
        channel.disconnect();
    }

    /**
     * For an empty datagram the channel answers 0 whether it was sent or not, so it is taken for
     * sent, as it may be lost on its way; and on a connected channel it never is.
     */
    @Override
    public boolean send(ByteBuffer source, @Nullable InetSocketAddress target) throws IOException {
        boolean empty = !source.hasRemaining();
        if (empty && channel.isConnected()) {
            throw NativeOnly.refuse("an empty datagram on a connected socket");
        }
        int n = target == null ? channel.write(source) : channel.send(source, target);
        return n > 0 || empty;
    }

    /** By the call that tells of the sender: the other one takes an empty datagram for none. */
    @Override
    public int receive(ByteBuffer target, boolean peek) throws IOException {
        int before = target.position();
        return receiveFrom(target, peek) == null ? WOULD_BLOCK : target.position() - before;
    }

    @Override
    public @Nullable InetSocketAddress receiveFrom(ByteBuffer target, boolean peek)
            throws IOException {
        if (peek) {
            throw NativeOnly.refuse("peek");
        }
        return (InetSocketAddress) channel.receive(target);
    }

    @Override
    public void join(InetAddress group, NetworkInterface network) throws IOException {
        MembershipKey key = channel.join(group, network);
        if (memberships.put(new Membership(group, network), key) == key) {
            throw new SocketException("Address already in use");
        }
    }

    @Override
    public void leave(InetAddress group, NetworkInterface network) throws IOException {
        MembershipKey key = memberships.remove(new Membership(group, network));
        if (key == null) {
            throw new SocketException("Cannot assign requested address");
        }
        key.drop();
    }

    @Override
    public InetSocketAddress local() throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getLocalAddress();
        return address != null ? address : new InetSocketAddress(0);
    }

    @Override
    public InetSocketAddress peer() throws IOException {
        InetSocketAddress address = (InetSocketAddress) channel.getRemoteAddress();
        if (address == null) {
            throw new NotYetConnectedException();
        }
        return address;
    }

    @Override
    public <T> T option(SocketOption<T> option) throws IOException {
        return channel.getOption(checked(option));
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        channel.setOption(checked(option), value);
    }

    private static <T> SocketOption<T> checked(SocketOption<T> option) {
        if (option == IP_TTL) {
            throw NativeOnly.refuse("ttl");
        }
        return option;
    }

    @Override
    public boolean tellsOfTargets() {
        return true;
    }
}
