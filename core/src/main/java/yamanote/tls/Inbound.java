package yamanote.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.io.AsyncRead;
import yamanote.io.IoStatus;

/** Records in, plain bytes out. All under its lock. */
final class Inbound {
    /** The engine needs more than is there. */
    private static final int STARVED = -3;

    private static final int HEADER = 5;

    final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final AsyncRead source;
    private final Held records;

    /** Of a record that the reader had no room for. */
    private final Held plain;

    /** What came first was a record. */
    private boolean speaksTls;

    Inbound(Connection connection, AsyncRead source) {
        this.connection = connection;
        this.source = source;
        this.records = new Held(connection.pool);
        this.plain = new Held(connection.pool);
    }

    int read(Context cx, ByteBuffer target) throws IOException {
        for (; ; ) {
            if (!plain.isEmpty()) {
                return plain.moveTo(target);
            }
            if (connection.inputEnded) {
                return IoStatus.END;
            }
            connection.checkFailure();
            if (!connection.tasks.poll(cx)) {
                return IoStatus.PENDING;
            }
            int n = unwrap(target);
            if (n > 0) {
                return n;
            }
            if (n == STARVED && !fill(cx)) {
                return IoStatus.PENDING;
            }
        }
    }

    /** Takes a record of the handshake in; false if it has to wait for one. */
    boolean handshake(Context cx) throws IOException {
        if (unwrap(null) == STARVED && !fill(cx)) {
            return false;
        }
        checkHandshake();
        return true;
    }

    /** Throws if the peer has given up. */
    void checkHandshake() throws SSLException {
        if (connection.inputEnded) {
            throw new SSLHandshakeException("the peer has closed the connection in the handshake");
        }
    }

    /**
     * Takes a record: the number of plain bytes that went into {@code target}, 0 if they went
     * elsewhere or there were none, or STARVED.
     */
    private int unwrap(@Nullable ByteBuffer target) throws SSLException {
        ByteBuffer in = records.bytes();
        try {
            // In a handshake an engine may go on without input after its tasks: OpenSSL's does.
            if (in.hasRemaining() ? !isRecord(in) : target != null) {
                return STARVED;
            }
            if (target != null) {
                SSLEngineResult result = connection.engine.unwrap(in, target);
                if (result.getStatus() != Status.BUFFER_OVERFLOW) {
                    return after(result, result.bytesProduced());
                }
            }
            return after(unwrapAside(in), 0);
        } catch (SSLException e) {
            connection.fail(e);
            throw e;
        }
    }

    private SSLEngineResult unwrapAside(ByteBuffer in) throws SSLException {
        ByteBuffer room = plain.fill(connection.engine.getSession().getApplicationBufferSize());
        try {
            return connection.engine.unwrap(in, room);
        } finally {
            plain.filled();
        }
    }

    private int after(SSLEngineResult result, int produced) throws SSLException {
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                // The end of a handshake may be told in passing.
                return result.getHandshakeStatus() == HandshakeStatus.FINISHED ? 0 : STARVED;
            }
            case BUFFER_OVERFLOW ->
                    throw new SSLException("a TLS record is larger than the engine said it would");
            case CLOSED -> {
                connection.endInput();
                records.release();
                return produced;
            }
            case OK -> {}
        }
        records.rest();
        return connection.afterRecord(result) ? produced : STARVED;
    }

    /** False if its header is not there yet. */
    private boolean isRecord(ByteBuffer in) throws SSLException {
        if (!speaksTls) {
            if (in.remaining() < HEADER) {
                return false;
            }
            int type = in.get(in.position());
            // A negative one may be the length of an old hello, which the engine tells of.
            if (type >= 0 && (type < 20 || type > 24)) {
                throw notTls(in);
            }
            speaksTls = true;
        }
        return true;
    }

    private static SSLException notTls(ByteBuffer in) {
        byte[] start = new byte[Math.min(in.remaining(), 16)];
        in.get(in.position(), start);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        String shown = text.lines().findFirst().orElse("").replaceAll("[^\\x20-\\x7e]", ".");
        boolean http =
                text.startsWith("HTTP/")
                        || text.matches("(?s)(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT) .*");
        return new SSLHandshakeException(
                (http ? "plain HTTP on a TLS connection" : "no TLS on a TLS connection")
                        + ": the peer began with \""
                        + shown
                        + "\"");
    }

    /** Reads from below; false if it has to wait. */
    private boolean fill(Context cx) throws IOException {
        ByteBuffer room = records.fill(connection.packetSize());
        int n;
        try {
            if (!room.hasRemaining()) {
                throw new SSLException("a TLS record is larger than the engine said it would");
            }
            n = source.pollRead(cx, room);
        } finally {
            records.filled();
        }
        if (n == IoStatus.END) {
            throw connection.truncated();
        }
        return n != IoStatus.PENDING;
    }

    /** Reads from below what comes and has room; an end is left for the next one to find. */
    void readAhead(Context cx) throws IOException {
        int n;
        do {
            ByteBuffer room = records.fill(connection.packetSize());
            try {
                n = room.hasRemaining() ? source.pollRead(cx, room) : 0;
            } finally {
                records.filled();
            }
        } while (n > 0);
    }

    boolean holdsBuffers() {
        return records.isHeld() || plain.isHeld();
    }

    /** Gives the buffers back. */
    void close() {
        lock.lock();
        try {
            records.release();
            plain.release();
        } finally {
            lock.unlock();
        }
    }
}
