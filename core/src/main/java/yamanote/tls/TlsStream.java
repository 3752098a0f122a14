package yamanote.tls;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Owned;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/**
 * A TLS connection over a stream {@code S}, after its handshake. Mirrors {@code
 * tokio_rustls::TlsStream}.
 *
 * <p>One task may read while another writes if {@code S} allows that, as {@code TcpStream} does;
 * otherwise see {@link yamanote.io.AsyncIo#split}. {@code read}, {@code write}, {@code flush} and
 * {@code shutdown} are cancel safe: a record that came or went by halves stays in the stream.
 *
 * <p><b>Writing.</b> A write encrypts at most so much that one record at a time waits for the
 * stream below, and sends what that takes at once. {@link #flush} waits until everything has left:
 * flush before waiting for an answer. Several small buffers in one {@code write(ByteBuffer[])} make
 * one record.
 *
 * <p><b>Ends.</b> {@link #shutdown} sends close_notify and ends the output below; reading goes on.
 * The peer's close_notify is the end of the input (-1), after which writing goes on under TLS 1.3;
 * TLS 1.2 knows no half-closed connections, and writing fails. An end without close_notify throws
 * {@link SSLException} ("truncated"). {@link #close} closes the stream below and sends nothing.
 *
 * <p>A peer that asks for renegotiation is refused with an {@link SSLException}; key updates and
 * session tickets of TLS 1.3 are taken care of. What breaks the connection makes every later read
 * and write throw; the alert that tells the peer leaves as far as the stream below takes it.
 */
public final class TlsStream<S extends AsyncRead & AsyncWrite>
        implements AsyncRead, AsyncWrite, Owned {
    private final S inner;
    private final Connection connection;
    private final Inbound in;
    private final Outbound out;

    TlsStream(S inner, Connection connection) {
        this.inner = inner;
        this.connection = connection;
        this.in = new Inbound(connection, inner);
        this.out = new Outbound(connection, inner);
    }

    Connection connection() {
        return connection;
    }

    Inbound in() {
        return in;
    }

    Outbound out() {
        return out;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int budget = cx.budget();
        int n;
        in.lock.lock();
        try {
            connection.checkOpen();
            if (out.hasLeftover()) {
                out.nudge(cx);
            }
            n = in.read(cx, target);
            if (connection.takeOwed()) {
                out.nudge(Context.noop());
            }
        } catch (SSLException e) {
            out.nudge(Context.noop());
            throw e;
        } finally {
            in.lock.unlock();
        }
        spend(cx, budget, n);
        return n;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int budget = cx.budget();
        int n;
        out.lock.lock();
        try {
            connection.checkOpen();
            n = out.write(cx, source);
        } finally {
            out.lock.unlock();
        }
        spend(cx, budget, n);
        return n;
    }

    @Override
    public long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        int budget = cx.budget();
        long count = 0;
        for (ByteBuffer source : sources) {
            count += source.remaining();
        }
        long n;
        out.lock.lock();
        try {
            connection.checkOpen();
            n = out.write(cx, sources, count);
        } finally {
            out.lock.unlock();
        }
        spend(cx, budget, n);
        return n;
    }

    /** A stream that is always ready takes part in cooperation, also if the one below does not. */
    private static void spend(Context cx, int budget, long n) {
        if (n > 0 && cx.budget() == budget) {
            cx.spend();
        }
    }

    /** True: several buffers make one record. */
    @Override
    public boolean isWriteVectored() {
        return true;
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        out.lock.lock();
        try {
            connection.checkOpen();
            return out.flush(cx);
        } finally {
            out.lock.unlock();
        }
    }

    /** Sends close_notify and ends the output of the stream below. Reading goes on. */
    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        out.lock.lock();
        try {
            connection.checkOpen();
            return out.shutdown(cx);
        } finally {
            out.lock.unlock();
        }
    }

    /** The session: protocol version, cipher suite, when it was made. */
    public SSLSession session() {
        return connection.engine.getSession();
    }

    /** The protocol that ALPN has chosen; null if none. */
    public @Nullable String applicationProtocol() {
        String protocol = connection.engine.getApplicationProtocol();
        return protocol == null || protocol.isEmpty() ? null : protocol;
    }

    /**
     * The peer's certificate and those that lead from it to its authority; empty if it has none.
     */
    public List<Certificate> peerCertificates() {
        try {
            return List.of(session().getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    /** The stream below: for its addresses and options. Its bytes are this stream's. */
    public S inner() {
        return inner;
    }

    /**
     * Closes the stream below, if it can be closed, without close_notify: shut down first, unless
     * the peer knows from the protocol above that nothing follows.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (connection.closed) {
                return;
            }
            connection.closed = true;
        }
        drop(inner);
        in.close();
        out.close();
        connection.tasks.release();
    }

    /** Closes a stream that nobody has any more. */
    static void drop(Object stream) {
        if (stream instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                Logs.LOG.log(Level.WARNING, "closing the stream below TLS failed: " + stream, e);
            }
        }
    }

    @Override
    public String toString() {
        return "TlsStream[" + session().getProtocol() + ", " + inner + "]";
    }

    /** Lazily bound. */
    private static final class Logs {
        static final Logger LOG = System.getLogger("yamanote");
    }
}
