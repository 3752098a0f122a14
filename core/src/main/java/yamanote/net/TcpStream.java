package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/**
 * A TCP connection. Mirrors {@code tokio::net::TcpStream}.
 *
 * <p>One task may read while another writes; see {@link #split}. {@link #close} frees the
 * descriptor at the reactor's next turn, without waiting, and ends every operation that waits with
 * {@link SocketClosedException}; {@link #shutdown} ends only the output. TCP_NODELAY is on.
 *
 * <p>{@code read}, {@code write}, {@code readable} and {@code writable} are cancel safe.
 */
public final class TcpStream implements AsyncRead, AsyncWrite, Owned {
    private final StreamSource source;
    private final Registration registration;
    private final Future<@Nullable Void> readable;
    private final Future<@Nullable Void> writable;

    /** Owns {@code source}, also if it throws. */
    TcpStream(StreamSource source) throws IOException {
        this.source = source;
        this.registration = source.registration();
        this.readable = new ReadableFuture(registration);
        this.writable = new WritableFuture(registration);
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
     * Waits until a read is worth trying: data, the end, or an error. It may be spurious. The same
     * future each time, which may be awaited again after it has ended; allocates nothing.
     *
     * <p>Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> readable() {
        return readable;
    }

    /** Waits until a write is worth trying; otherwise as {@link #readable}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> writable() {
        return writable;
    }

    /**
     * Reads without waiting: the number of bytes, 0 if nothing is there (or {@code target} has no
     * room), -1 at the end. Spends no budget: await {@link #readable} in between.
     */
    public int tryRead(ByteBuffer target) throws IOException {
        int seen = registration.seenReadable();
        return seen == 0 || !target.hasRemaining() ? 0 : readNow(seen, target);
    }

    /**
     * Writes without waiting: the number of bytes, 0 if the socket takes none now (or {@code
     * source} is empty). Spends no budget: await {@link #writable} in between.
     */
    public int tryWrite(ByteBuffer source) throws IOException {
        int seen = registration.seenWritable();
        return seen == 0 || !source.hasRemaining() ? 0 : writeNow(seen, source);
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int n;
        do {
            int seen = registration.pollReadable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            n = readNow(seen, target);
        } while (n == 0);
        cx.spend();
        return n;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int n;
        do {
            int seen = registration.pollWritable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            n = writeNow(seen, source);
        } while (n == 0);
        cx.spend();
        return n;
    }

    /** Ends the output at once: nothing is buffered here. No error if the peer has gone already. */
    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        shutdownOutput();
        return true;
    }

    private int readNow(int seen, ByteBuffer target) throws IOException {
        int room = target.remaining();
        int n;
        try {
            n = source.read(target);
        } catch (ClosedChannelException e) {
            throw closed(e);
        } catch (IOException e) {
            // Most likely for good: whoever waits for the other direction shall look as well.
            registration.ready(Readiness.READABLE | Readiness.WRITABLE);
            throw e;
        }
        if (n == 0) {
            registration.clear(seen, Readiness.READABLE);
        } else if (n < 0) {
            registration.ready(Readiness.READ_CLOSED);
        } else if (n < Math.min(room, StreamSource.CHUNK)) {
            registration.drained(seen, Readiness.READABLE);
        }
        return n;
    }

    private int writeNow(int seen, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        int n;
        try {
            n = source.write(bytes);
        } catch (ClosedChannelException e) {
            throw closed(e);
        } catch (IOException e) {
            registration.ready(Readiness.WRITABLE);
            throw e;
        }
        if (n == 0) {
            registration.clear(seen, Readiness.WRITABLE);
        } else if (n < Math.min(count, StreamSource.CHUNK)) {
            registration.drained(seen, Readiness.WRITABLE);
        }
        return n;
    }

    /** The whole socket closed, or only its output by {@link #shutdown}: then {@code e} says so. */
    private IOException closed(ClosedChannelException e) {
        return Readiness.isShutDown(registration.word()) ? new SocketClosedException() : e;
    }

    void shutdownOutput() throws IOException {
        try {
            source.shutdownOutput();
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    /**
     * Two owned halves, so that one task reads while another writes. The connection closes when
     * both halves are closed; closing the writing half ends the output. This stream is not to be
     * used any more.
     */
    public TcpHalves split() {
        return new SplitStream(this).halves();
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
    public void close() {
        registration.close();
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
