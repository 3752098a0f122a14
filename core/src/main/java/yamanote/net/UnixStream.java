package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A connection between Unix sockets of one machine. Mirrors {@code tokio::net::UnixStream}.
 *
 * <p>One task may read while another writes; see {@link #split}. {@link #close} frees the
 * descriptor at the reactor's next turn, without waiting, and ends every operation that waits with
 * {@link SocketClosedException}; {@link #shutdown} ends only the output. If it closes with bytes
 * unread, the peer's next read fails, as after a reset.
 *
 * <p>{@code read}, {@code write}, {@code readable} and {@code writable} are cancel safe.
 */
public final class UnixStream extends SocketStream {
    /** Owns {@code source}. */
    UnixStream(StreamSource source) {
        super(source);
    }

    /** As {@link #connect(UnixAddress)}, to the socket at {@code path}. */
    @CancelSafety(NOTHING_LOST)
    public static Future<UnixStream> connect(Path path) {
        return connect(UnixAddress.of(path));
    }

    /**
     * Connects to {@code address}, without waiting: a listener whose backlog is full refuses, as in
     * Tokio. Cancel safe: a connection that nobody received is closed.
     *
     * @return a future that throws {@link java.nio.file.NoSuchFileException} if there is nothing at
     *     that path, {@link java.net.ConnectException} if nobody listens there or the backlog is
     *     full, {@link UnsupportedOperationException} if the driver does not know abstract names
     * @throws IllegalArgumentException if the address is {@linkplain UnixAddress#isUnnamed unnamed}
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<UnixStream> connect(UnixAddress address) {
        address.named();
        return new UnixConnect(address, null);
    }

    /**
     * Two streams without names that are connected to each other.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws UnsupportedOperationException if the runtime is not on {@code
     *     driver(DriverChoice.EPOLL)}
     */
    public static UnixStreamPair pair() throws IOException {
        return pair(CurrentRuntime.require("UnixStream.pair").reactor());
    }

    static UnixStreamPair pair(Reactor reactor) throws IOException {
        List<StreamSource> pair = reactor.openStreamPair();
        return new UnixStreamPair(new UnixStream(pair.getFirst()), new UnixStream(pair.getLast()));
    }

    /**
     * Two owned halves, so that one task reads while another writes. The connection closes when
     * both halves are closed; closing the writing half ends the output. This stream is not to be
     * used any more.
     */
    public UnixHalves split() {
        SplitStream<UnixStream> split = new SplitStream<>(this);
        return new UnixHalves(new UnixReadHalf(split), new UnixWriteHalf(split));
    }

    /**
     * The stream that {@code reader} and {@code writer} came from; the halves are not to be used
     * any more.
     *
     * @throws IllegalArgumentException if they are of different streams; both stay as they are
     */
    public static UnixStream reunite(UnixReadHalf reader, UnixWriteHalf writer) {
        return SplitStream.reunite(reader, writer);
    }

    /** The address of this side; a client's is unnamed. */
    public UnixAddress localAddress() throws IOException {
        return new UnixAddress((UnixName) source.localAddress());
    }

    /** The address of the other side; a client's is unnamed. */
    public UnixAddress peerAddress() throws IOException {
        return new UnixAddress((UnixName) source.peerAddress());
    }

    /**
     * Whose process the peer is, or was when it connected or began to listen. Mirrors {@code
     * peer_cred}. The system's lists of users are read for their names, which may take its time.
     */
    public PeerCredentials peerCredentials() throws IOException {
        return PeerCredentials.of(source.peerCredentials());
    }

    @Override
    public String toString() {
        try {
            return "UnixStream[" + source.localAddress() + " - " + source.peerAddress() + "]";
        } catch (IOException e) {
            return "UnixStream[closed]";
        }
    }
}
