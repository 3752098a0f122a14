package yamanote.tls;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import yamanote.future.Context;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/** Plain bytes in, records out. All under its lock. */
final class Outbound {
    private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

    final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final AsyncWrite sink;
    private final Held records;
    private final ByteBuffer[] one = {NOTHING[0]};

    /** Somebody's write, flush or shutdown waits: his waker is below, and is to stay there. */
    private boolean awaited;

    /** Records are left that nobody waits for. The reader looks without the lock. */
    private volatile boolean leftover;

    Outbound(Connection connection, AsyncWrite sink) {
        this.connection = connection;
        this.sink = sink;
        this.records = new Held(connection.pool);
    }

    int write(Context cx, ByteBuffer source) throws IOException {
        one[0] = source;
        try {
            return (int) write(cx, one, source.remaining());
        } finally {
            one[0] = NOTHING[0];
        }
    }

    /** What was taken leaves at once if the stream below takes it; else with what comes next. */
    long write(Context cx, ByteBuffer[] sources, long count) throws IOException {
        if (connection.outputEnded) {
            throw new IOException("Broken pipe: the output was ended");
        }
        connection.checkFailure();
        awaited = false;
        long taken = 0;
        while (taken < count && drain(cx)) {
            taken += wrap(sources).bytesConsumed();
        }
        if (taken > 0) {
            drain(cx);
        }
        awaited = taken == 0 && count > 0;
        leftover = !awaited && !records.isEmpty();
        return awaited ? IoStatus.PENDING : taken;
    }

    /** Everything written, and what the engine has to say, is out. */
    boolean flush(Context cx) throws IOException {
        return ended(pump(cx) && sink.pollFlush(cx));
    }

    boolean shutdown(Context cx) throws IOException {
        if (!connection.outputEnded) {
            connection.outputEnded = true;
            connection.engine.closeOutbound();
        }
        return ended(pump(cx) && sink.pollShutdown(cx));
    }

    private boolean ended(boolean done) {
        awaited = !done;
        leftover = false;
        return done;
    }

    /** Sends what is there and what the engine has of its own; false if it has to wait. */
    boolean pump(Context cx) throws IOException {
        while (drain(cx)) {
            if (!connection.hasRecord() || record() == 0) {
                return true;
            }
        }
        return false;
    }

    /** Takes a record of the engine's own; there is room if {@link #drain} has ended. */
    int record() throws SSLException {
        return wrap(NOTHING).bytesProduced();
    }

    boolean drain(Context cx) throws IOException {
        while (!records.isEmpty()) {
            int n = sink.pollWrite(cx, records.bytes());
            if (n == IoStatus.PENDING) {
                return false;
            }
            if (n == 0) {
                throw new IOException("the stream below takes no more: records were not written");
            }
        }
        records.rest();
        return true;
    }

    private SSLEngineResult wrap(ByteBuffer[] sources) throws SSLException {
        SSLEngineResult result = wrapInto(sources, connection.packetSize());
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            result = wrapInto(sources, 2 * connection.packetSize());
        }
        boolean stuck = result.bytesConsumed() == 0 && result.bytesProduced() == 0;
        if (sources != NOTHING
                && (stuck
                        || (result.getStatus() == Status.CLOSED && result.bytesConsumed() == 0))) {
            throw new SSLException(
                    "Broken pipe: the engine takes no more ("
                            + result.getStatus()
                            + ", "
                            + result.getHandshakeStatus()
                            + (connection.inputEnded
                                    ? "): before TLS 1.3 the peer's close_notify ends both ways"
                                    : ")"));
        }
        return result;
    }

    private SSLEngineResult wrapInto(ByteBuffer[] sources, int size) throws SSLException {
        ByteBuffer room = records.fill(size);
        try {
            return connection.engine.wrap(sources, room);
        } catch (SSLException e) {
            connection.fail(e);
            throw e;
        } finally {
            records.filled();
        }
    }

    /**
     * Sends what is left over, and what the engine has of its own, on behalf of a reader: as far as
     * the stream below takes it, and only if no writer is at it or waits.
     */
    void nudge(Context cx) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!awaited && !connection.closed) {
                leftover = !pump(cx);
            }
        } catch (IOException e) {
            // The reader has no part in it: whoever writes next meets it again.
            leftover = false;
        } finally {
            lock.unlock();
        }
    }

    /** The end of a handshake whose last records may stay behind: nobody waits for them. */
    boolean leave() {
        awaited = false;
        leftover = true;
        return true;
    }

    boolean hasLeftover() {
        return leftover;
    }

    boolean holdsBuffer() {
        return records.isHeld();
    }

    /** Gives the buffer back. */
    void close() {
        lock.lock();
        try {
            records.release();
            leftover = false;
        } finally {
            lock.unlock();
        }
    }
}
