package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.UdpSource;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A UDP socket. Mirrors {@code tokio::net::UdpSocket}.
 *
 * {@snippet class="yamanote.net.UdpEchoTest" region="echo"}
 *
 * <p>A connected socket to whose peer nobody listens may throw {@link
 * java.net.PortUnreachableException} from the next operation, whichever that is; it goes on.
 * Connected, it sends to others only with the epoll driver. With the NIO driver {@link #connect}
 * drops what had come before, and {@link #send} cannot send a datagram without bytes.
 *
 * <p>Many datagrams in one system call: {@link #newBatch}, with the epoll driver.
 */
public final class UdpSocket extends DatagramEndpoint<InetSocketAddress> {
    private final UdpSource source;

    private UdpSocket(UdpSource source) {
        super(source);
        this.source = source;
    }

    /**
     * A socket on {@code address} (port 0: any free one), for its family; the IPv6 wildcard takes
     * IPv4, too.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws java.net.BindException if the address is taken
     */
    public static UdpSocket bind(InetSocketAddress address) throws IOException {
        return bind(address, CurrentRuntime.require("UdpSocket.bind").reactor());
    }

    static UdpSocket bind(InetSocketAddress address, Reactor reactor) throws IOException {
        UdpSocket socket = open(family(address), reactor);
        try {
            return socket.bindTo(address);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static ProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
    }

    /**
     * A socket of {@code family} (INET, INET6) that is not bound yet, for options that must be set
     * before. One that sends without having been bound gets an address from the system.
     *
     * @throws IllegalStateException outside of a runtime
     */
    public static UdpSocket open(ProtocolFamily family) throws IOException {
        return open(family, CurrentRuntime.require("UdpSocket.open").reactor());
    }

    static UdpSocket open(ProtocolFamily family, Reactor reactor) throws IOException {
        return new UdpSocket(reactor.openUdp(family));
    }

    /**
     * Binds what {@link #open} gave.
     *
     * @throws java.net.BindException if the address is taken
     */
    public UdpSocket bindTo(InetSocketAddress address) throws IOException {
        source.bind(address);
        return this;
    }

    /**
     * Room for {@code capacity} datagrams of at most {@code size} bytes outside of the heap, to be
     * received or sent in one system call by any socket of this one's family and driver.
     *
     * @throws UnsupportedOperationException with the NIO driver
     */
    public DatagramBatch newBatch(int capacity, int size) {
        if (capacity <= 0 || size < 0) {
            throw new IllegalArgumentException(
                    "a batch of " + capacity + " datagrams of " + size + " bytes");
        }
        return new DatagramBatch(io().nativeSource("a batch").messages(capacity, size));
    }

    /**
     * Puts as many datagrams into {@code batch}, instead of what it held, as there are: at least
     * one, which it waits for. Their number. Costs one unit of the budget. Cancel safe.
     *
     * @throws UnsupportedOperationException at once, with the NIO driver
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Integer> receiveMany(DatagramBatch batch) {
        var _ = io().nativeSource("receiveMany");
        return receiving(seen -> counted(receiveMany(seen, batch)));
    }

    /** As {@link #receiveMany}, at once: 0 if nothing is there, and the batch stays as it was. */
    public int tryReceiveMany(DatagramBatch batch) throws IOException {
        var _ = io().nativeSource("receiveMany");
        int seen = io().registration.seenReadable();
        return seen == 0 ? 0 : Math.max(0, receiveMany(seen, batch));
    }

    private int receiveMany(int seen, DatagramBatch batch) throws IOException {
        int n = io().receiveMany(seen, batch.messages());
        if (n > 0) {
            batch.received(n);
        }
        return n;
    }

    /**
     * Sends as many of the datagrams in {@code batch} as the socket takes, at least one, in their
     * order, and removes them. Their number. Costs one unit of the budget. Cancel safe.
     *
     * <p>A batch that was received goes back to its senders. If one datagram cannot be sent, those
     * before it are; the next call throws, and {@link DatagramBatch#skip} gets past it.
     *
     * @throws UnsupportedOperationException at once, with the NIO driver
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Integer> sendMany(DatagramBatch batch) {
        var _ = io().nativeSource("sendMany");
        return sending(seen -> counted(sendMany(seen, batch)));
    }

    /** As {@link #sendMany}, at once: 0 if the socket takes none now. */
    public int trySendMany(DatagramBatch batch) throws IOException {
        var _ = io().nativeSource("sendMany");
        int seen = io().registration.seenWritable();
        return seen == 0 ? 0 : Math.max(0, sendMany(seen, batch));
    }

    private int sendMany(int seen, DatagramBatch batch) throws IOException {
        if (batch.isEmpty()) {
            return 0;
        }
        int n = io().sendMany(seen, batch.messages(), batch.first(), batch.size());
        if (n > 0) {
            batch.sent(n);
        }
        return n;
    }

    /**
     * Receives what is sent to {@code group} through {@code network}, too. Mirrors {@code
     * join_multicast_v4} and {@code _v6}.
     *
     * @throws java.net.SocketException if it has joined already
     */
    public void joinMulticast(InetAddress group, NetworkInterface network) throws IOException {
        source.join(group, network);
    }

    /**
     * Takes {@link #joinMulticast} back.
     *
     * @throws java.net.SocketException if it has not joined
     */
    public void leaveMulticast(InetAddress group, NetworkInterface network) throws IOException {
        source.leave(group, network);
    }

    /**
     * The value of a socket option: SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_REUSEADDR, SO_REUSEPORT,
     * IP_TOS, IP_MULTICAST_IF, IP_MULTICAST_TTL, IP_MULTICAST_LOOP of {@link
     * StandardSocketOptions}.
     */
    public <T> T option(SocketOption<T> option) throws IOException {
        return source.option(option);
    }

    /**
     * Sets a socket option; SO_REUSEADDR and SO_REUSEPORT before it is bound: see {@link #open}.
     */
    public <T> UdpSocket option(SocketOption<T> option, T value) throws IOException {
        source.option(option, value);
        return this;
    }

    /**
     * The hops that what it sends may take: Tokio's {@code ttl}.
     *
     * @throws UnsupportedOperationException with the NIO driver
     */
    public int ttl() throws IOException {
        return source.option(UdpSource.IP_TTL);
    }

    /**
     * Sets the hops that what it sends may take; for groups see IP_MULTICAST_TTL.
     *
     * @throws UnsupportedOperationException with the NIO driver
     */
    public UdpSocket ttl(int hops) throws IOException {
        return option(UdpSource.IP_TTL, hops);
    }
}
