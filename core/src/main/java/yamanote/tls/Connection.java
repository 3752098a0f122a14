package yamanote.tls;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import yamanote.io.BufferPool;

/** What the two directions of a stream share. */
final class Connection {
    final SSLEngine engine;
    final EngineTasks tasks;
    final BufferPool pool;

    // Written before the stream is handed over.
    private boolean established;
    private boolean tls13;

    /** The reader's: the engine has something to answer. */
    private boolean owesRecord;

    /** What has broken the connection. */
    private volatile @Nullable SSLException failure;

    volatile boolean closed;

    /** close_notify is on its way, or about to be. */
    volatile boolean outputEnded;

    /** The peer's close_notify has come. */
    volatile boolean inputEnded;

    Connection(SSLEngine engine, TlsEngineFactory factory, BufferPool pool) {
        this.engine = engine;
        this.tasks = new EngineTasks(engine, factory);
        this.pool = pool;
    }

    void checkOpen() throws TlsClosedException {
        if (closed) {
            throw new TlsClosedException();
        }
    }

    /** The handshake is over. */
    void establish() {
        established = true;
        tls13 = engine.getSession().getProtocol().equals("TLSv1.3");
    }

    /** A server has seen all of a 1.3 handshake, and only tickets may be left to send. */
    boolean hasFinished() {
        return !engine.getUseClientMode()
                && engine.getHandshakeSession() == null
                && engine.getSession().getProtocol().equals("TLSv1.3");
    }

    void fail(SSLException e) {
        if (failure == null) {
            failure = e;
        }
    }

    void checkFailure() throws SSLException {
        SSLException before = failure;
        if (before != null) {
            throw new SSLException(
                    "this TLS connection has failed: " + before.getMessage(), before);
        }
    }

    int packetSize() {
        return engine.getSession().getPacketBufferSize();
    }

    /**
     * Whether the engine has a record of its own to send. After the peer's close_notify a 1.3
     * engine seems to, for as long as this side is open.
     */
    boolean hasRecord() {
        if (outputEnded) {
            return !engine.isOutboundDone();
        }
        return engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && !(tls13 && inputEnded);
    }

    void endInput() {
        inputEnded = true;
        owesRecord = established && !tls13;
    }

    /** Whether the reader should see to it that a record of the engine leaves; once. */
    boolean takeOwed() {
        boolean owed = owesRecord;
        owesRecord = false;
        return owed;
    }

    /**
     * Refuses a new handshake, which 1.2 has; sees to it that 1.3 gets on with its messages. False
     * if the engine did nothing and needs more of the peer.
     */
    boolean afterRecord(SSLEngineResult result) throws SSLException {
        HandshakeStatus status = result.getHandshakeStatus();
        boolean task = status == HandshakeStatus.NEED_TASK;
        boolean wrap = status == HandshakeStatus.NEED_WRAP;
        boolean idle = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
        if (!established) {
            return !idle || task || wrap;
        }
        if (!tls13 && (task || ((wrap || status == HandshakeStatus.NEED_UNWRAP) && !outputEnded))) {
            throw new SSLException(
                    "renegotiation refused: the peer asked for a new handshake on an open"
                            + " connection");
        }
        if (task) {
            tasks.start();
        }
        owesRecord |= wrap;
        return !idle || task;
    }

    SSLException truncated() {
        return established
                ? new SSLException(
                        "truncated: the connection ended without close_notify, so what was read may"
                                + " not be all")
                : new SSLHandshakeException("the connection ended in the handshake");
    }
}
