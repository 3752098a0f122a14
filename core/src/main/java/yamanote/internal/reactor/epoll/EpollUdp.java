package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.PortUnreachableException;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.UdpSource;

/** A UDP socket. */
final class EpollUdp extends EpollDatagram<InetSocketAddress> implements UdpSource {
    /** What the length field of UDP can say. */
    private static final int LARGEST = 0xffff;

    private final int family;

    /** As it was bound, which a disconnect takes back in part. */
    private volatile @Nullable InetSocketAddress bound;

    private EpollUdp(EpollPoller poller, int number, int family) {
        super(poller, number);
        this.family = family;
    }

    /** A new one of {@code family}. */
    static EpollUdp open(EpollPoller poller, ProtocolFamily family) throws IOException {
        if (family == StandardProtocolFamily.UNIX) {
            throw new UnsupportedOperationException("UDP is INET or INET6, not " + family.name());
        }
        return open(poller, SockAddr.family(family));
    }

    /** Of both families if it is an IPv6 one, and with multicast as the JDK has it. */
    private static EpollUdp open(EpollPoller poller, int family) throws IOException {
        EpollUdp udp = new EpollUdp(poller, socket(family), family);
        try {
            udp.prepare();
        } catch (IOException | RuntimeException e) {
            udp.close();
            throw e;
        }
        udp.open();
        return udp;
    }

    private void prepare() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                if (family == SockAddr.INET6) {
                    SocketOptions.dualStack(scratch, fd);
                }
                Multicast.onlyOwnGroups(scratch, fd, family);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    int write(MemorySegment to, InetSocketAddress address) {
        return SockAddr.write(to, SockAddr.resolved(address), family);
    }

    @Override
    InetSocketAddress read(MemorySegment from, int size) throws IOException {
        return SockAddr.read(from);
    }

    @Override
    SocketException refused(String message) {
        return new PortUnreachableException(message);
    }

    @Override
    int largest() {
        return LARGEST;
    }

    @Override
    public void bind(InetSocketAddress address) throws IOException {
        super.bind(address);
        bound = address;
    }

    /** A port that the system chose goes with the connection: it is taken again. */
    @Override
    public void disconnect() throws IOException {
        int port = local().getPort();
        super.disconnect();
        if (port != 0 && local().getPort() == 0) {
            InetSocketAddress own = bound;
            super.bind(
                    own == null
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(own.getAddress(), port));
        }
    }

    @Override
    public void join(InetAddress group, NetworkInterface network) throws IOException {
        member(true, group, network);
    }

    @Override
    public void leave(InetAddress group, NetworkInterface network) throws IOException {
        member(false, group, network);
    }

    private void member(boolean joins, InetAddress group, NetworkInterface network)
            throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                Multicast.member(scratch, fd, joins, group, network);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public <T> T option(SocketOption<T> option) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                return UdpOptions.get(scratch, fd, family, option);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public <T> void option(SocketOption<T> option, T value) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                UdpOptions.set(scratch, fd, family, option, value);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public boolean tellsOfTargets() {
        return true;
    }
}
