package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.time.Duration;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.internal.reactor.NamedOption;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.SocketSource;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A TCP socket that is neither connected nor listening yet, for options that must be set before.
 * Mirrors {@code tokio::net::TcpSocket}.
 *
 * <pre>{@code
 * TcpListener listener;
 * try (TcpSocket socket = TcpSocket.v4()) {
 *     listener = socket.reuseAddress(true).reusePort(true).bind(address).listen(1024);
 * }
 * }</pre>
 *
 * <p>{@link #connect} and {@link #listen} use it up: its descriptor goes to what they give, and
 * {@link #close} does nothing any more. The connections of a listener have its options. But for
 * TCP_NODELAY, which is on, options are as the system has them.
 *
 * <p>On the NIO driver {@code listen} opens another socket for the same address; should another
 * process take the port in that moment, it throws {@link java.net.BindException}.
 */
public final class TcpSocket implements Owned {
    private final Reactor reactor;
    private final SocketSource source;

    private TcpSocket(Reactor reactor, SocketSource source) {
        this.reactor = reactor;
        this.source = source;
    }

    /**
     * A socket for IPv4.
     *
     * @throws IllegalStateException outside of a runtime
     */
    public static TcpSocket v4() throws IOException {
        return open(StandardProtocolFamily.INET, CurrentRuntime.require("TcpSocket.v4").reactor());
    }

    /**
     * A socket for IPv6; bound to the wildcard, for IPv4 as well.
     *
     * @throws IllegalStateException outside of a runtime
     */
    public static TcpSocket v6() throws IOException {
        return open(StandardProtocolFamily.INET6, CurrentRuntime.require("TcpSocket.v6").reactor());
    }

    static TcpSocket open(ProtocolFamily family, Reactor reactor) throws IOException {
        var socket = new TcpSocket(reactor, reactor.openSocket(family));
        try {
            return socket.noDelay(true);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Whether it may have the address of connections that have ended and that the system still
     * waits for (SO_REUSEADDR): a server that restarts wants that.
     */
    public TcpSocket reuseAddress(boolean on) throws IOException {
        return option(StandardSocketOptions.SO_REUSEADDR, on);
    }

    /**
     * Whether other sockets with this option may listen on the same address (SO_REUSEPORT): the
     * system then spreads connections over them. See the package for when that pays.
     *
     * @throws UnsupportedOperationException if the system has no such option
     */
    public TcpSocket reusePort(boolean on) throws IOException {
        return option(StandardSocketOptions.SO_REUSEPORT, on);
    }

    /** Whether a silent peer is probed (SO_KEEPALIVE), after as long as the system thinks fit. */
    public TcpSocket keepAlive(boolean on) throws IOException {
        return option(StandardSocketOptions.SO_KEEPALIVE, on);
    }

    /**
     * Probes a peer that was silent for {@code idle}, each {@code interval}; after {@code count}
     * probes without an answer the connection is broken. The times are cut to whole seconds.
     *
     * @throws IllegalArgumentException if a time is shorter than a second, or if there is to be no
     *     probe
     * @throws UnsupportedOperationException on the NIO driver, without the module {@code jdk.net}
     */
    public TcpSocket keepAlive(Duration idle, Duration interval, int count) throws IOException {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least one probe, not " + count);
        }
        return option(NamedOption.TCP_KEEPIDLE, seconds(idle))
                .option(NamedOption.TCP_KEEPINTERVAL, seconds(interval))
                .option(NamedOption.TCP_KEEPCOUNT, count)
                .keepAlive(true);
    }

    private static int seconds(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 1 || seconds > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "times of keep-alive are from 1 to 32767 seconds, not " + time);
        }
        return (int) seconds;
    }

    /**
     * Closing the connection resets it (SO_LINGER of 0): what was not sent yet is dropped, and no
     * address stays behind in TIME_WAIT. Longer times, by {@link #option(SocketOption, Object)},
     * make closing block its thread.
     */
    public TcpSocket zeroLinger() throws IOException {
        return option(StandardSocketOptions.SO_LINGER, 0);
    }

    /** Whether small writes go out at once (TCP_NODELAY); on if not switched off. */
    public TcpSocket noDelay(boolean on) throws IOException {
        return option(StandardSocketOptions.TCP_NODELAY, on);
    }

    /** Room for so many bytes that wait to be sent (SO_SNDBUF); a hint to the system. */
    public TcpSocket sendBuffer(int bytes) throws IOException {
        return option(StandardSocketOptions.SO_SNDBUF, bytes);
    }

    /** Room for so many bytes that wait to be read (SO_RCVBUF); a hint to the system. */
    public TcpSocket receiveBuffer(int bytes) throws IOException {
        return option(StandardSocketOptions.SO_RCVBUF, bytes);
    }

    /** The type of service of packets (IP_TOS), from 0 to 255; of an IPv6 socket, a hint. */
    public TcpSocket trafficClass(int value) throws IOException {
        return option(StandardSocketOptions.IP_TOS, value);
    }

    /** Sets an option of {@link StandardSocketOptions} or {@code jdk.net.ExtendedSocketOptions}. */
    public <T> TcpSocket option(SocketOption<T> option, T value) throws IOException {
        source.option(option, value);
        return this;
    }

    /** The value of an option. */
    public <T> T option(SocketOption<T> option) throws IOException {
        return source.option(option);
    }

    /**
     * Takes {@code address} for this side; port 0: any free one.
     *
     * @throws java.net.BindException if the address is taken
     */
    public TcpSocket bind(InetSocketAddress address) throws IOException {
        source.bind(address);
        return this;
    }

    /** The address of this side; the wildcard if it has none yet. */
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) source.localAddress();
    }

    /**
     * Connects to {@code address} and uses this socket up, also if that fails. Cancel safe: a
     * connection that nobody received is closed, and this socket, if the future was not polled.
     *
     * @return a future that throws {@link java.net.ConnectException} if the connection is refused,
     *     {@link java.nio.channels.ClosedChannelException} if this socket was used up before
     */
    @CancelSafety(NOTHING_LOST)
    public Future<TcpStream> connect(InetSocketAddress address) {
        return new TcpSocketConnect(reactor, source, address);
    }

    /**
     * Takes connections from now on and uses this socket up, also if that fails; at most {@code
     * backlog} wait to be accepted. Not bound, it gets any free port.
     *
     * @throws java.net.BindException if the address is taken
     * @throws IllegalArgumentException if the backlog is not positive
     */
    public TcpListener listen(int backlog) throws IOException {
        if (backlog < 1) {
            throw new IllegalArgumentException("the backlog must be at least 1, not " + backlog);
        }
        return TcpListener.of(source.listen(backlog));
    }

    /** Frees the descriptor at once, unless a connection or a listener has it. */
    @Override
    public void close() {
        source.close();
    }
}
