package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.reactor.StreamSource;

/**
 * A TCP connection. Mirrors {@code tokio::net::TcpStream}.
 *
 * <p>One task may read while another writes; see {@link #split}. {@link #close} frees the
 * descriptor at the reactor's next turn, without waiting, and ends every operation that waits with
 * {@link SocketClosedException}; {@link #shutdown} ends only the output. TCP_NODELAY is on.
 *
 * <p>{@code read}, {@code write}, {@code readable} and {@code writable} are cancel safe.
 */
public final class TcpStream extends SocketStream {
    /** Owns {@code source}, also if it throws. */
    TcpStream(StreamSource source) throws IOException {
        super(source);
        try {
            source.option(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException | RuntimeException e) {
            registration.close();
            throw e;
        }
    }

    /**
     * Connects to {@code address}. Cancel safe: a connection that nobody received is closed.
     *
     * @return a future that throws {@link java.net.ConnectException} if the connection is refused,
     *     {@link java.net.UnknownHostException} if the address is unresolved
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<TcpStream> connect(InetSocketAddress address) {
        return new ConnectFuture(address);
    }

    /**
     * Two owned halves, so that one task reads while another writes. The connection closes when
     * both halves are closed; closing the writing half ends the output. This stream is not to be
     * used any more.
     */
    public TcpHalves split() {
        SplitStream<TcpStream> split = new SplitStream<>(this);
        return new TcpHalves(new TcpReadHalf(split), new TcpWriteHalf(split));
    }

    /**
     * The stream that {@code reader} and {@code writer} came from; the halves are not to be used
     * any more.
     *
     * @throws IllegalArgumentException if they are of different streams; both stay as they are
     */
    public static TcpStream reunite(TcpReadHalf reader, TcpWriteHalf writer) {
        return SplitStream.reunite(reader, writer);
    }

    /** The address of this side. */
    public InetSocketAddress localAddress() throws IOException {
        return (InetSocketAddress) source.localAddress();
    }

    /** The address of the other side. */
    public InetSocketAddress peerAddress() throws IOException {
        return (InetSocketAddress) source.peerAddress();
    }

    /**
     * The value of a socket option of {@link StandardSocketOptions} or {@code
     * jdk.net.ExtendedSocketOptions}.
     */
    public <T> T option(SocketOption<T> option) throws IOException {
        return source.option(option);
    }

    /**
     * Sets a socket option: TCP_NODELAY (on already), SO_KEEPALIVE, SO_LINGER (0: closing resets
     * the connection), SO_SNDBUF, SO_RCVBUF and what else the system has.
     */
    public <T> TcpStream option(SocketOption<T> option, T value) throws IOException {
        source.option(option, value);
        return this;
    }

    @Override
    public String toString() {
        try {
            return "TcpStream[" + source.localAddress() + " - " + source.peerAddress() + "]";
        } catch (IOException e) {
            return "TcpStream[closed]";
        }
    }
}
