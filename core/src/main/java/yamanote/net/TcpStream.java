package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.List;
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
    /** Owns {@code source}, whose options stay as they are. */
    TcpStream(StreamSource source) {
        super(source);
    }

    /** Owns {@code source}, also if it throws; TCP_NODELAY is on. */
    static TcpStream noDelay(StreamSource source) throws IOException {
        TcpStream stream = new TcpStream(source);
        try {
            source.option(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
        return stream;
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
     * Connects to {@code host}, a name or a literal, whose addresses are found by {@link
     * Dns#lookup} and tried as by {@link #connect(List)}. Cancel safe: connections that nobody
     * received are closed.
     *
     * @return a future that throws {@link java.net.UnknownHostException} if there is no such host
     * @throws IllegalArgumentException if the port is none
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<TcpStream> connect(String host, int port) {
        return new HostConnect(host, port);
    }

    /**
     * Connects to whichever of {@code addresses} answers, as RFC 8305 (Happy Eyeballs) has it: IPv6
     * and IPv4 take turns, beginning with the family of the first; each address has 250 ms on the
     * runtime's clock before the next is tried as well, or less if it fails. The first connection
     * wins, the others are closed. On a runtime without timers the next is tried only after a
     * failure, as in Tokio.
     *
     * <p>Cancel safe: connections that nobody received are closed.
     *
     * @return a future that, if no address can be reached, throws a {@link
     *     java.net.ConnectException} that names them, in which their failures are suppressed; of a
     *     single address, its failure
     * @throws IllegalArgumentException if there are no addresses
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<TcpStream> connect(List<InetSocketAddress> addresses) {
        return new HappyEyeballs<>(List.copyOf(addresses), ConnectFuture::new);
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
     * Two borrowed halves, so that each can be passed to code that reads, or writes, only: closing
     * them does nothing to this stream, which stays whole and in use. Mirrors {@code
     * TcpStream::split}, as {@link #split} does {@code into_split}.
     */
    public TcpHalves borrow() {
        SplitStream<TcpStream> split = new SplitStream<>(this, false);
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
