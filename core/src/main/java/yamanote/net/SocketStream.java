package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
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
 * What a connection is, whatever its family: bytes both ways, and waiting for them. A superclass
 * and no field, since there is one for each connection and a call on every path.
 */
abstract class SocketStream implements AsyncRead, AsyncWrite, Owned {
    final StreamSource source;
    final Registration registration;
    private final Future<@Nullable Void> readable;
    private final Future<@Nullable Void> writable;

    /** Owns {@code source}. */
    SocketStream(StreamSource source) {
        this.source = source;
        this.registration = source.registration();
        this.readable = new ReadableFuture(registration);
        this.writable = new WritableFuture(registration);
    }

    /**
     * Waits until a read is worth trying: data, the end, or an error. It may be spurious. The same
     * future each time, which may be awaited again after it has ended; allocates nothing.
     *
     * <p>Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> readable() {
        return readable;
    }

    /** Waits until a write is worth trying; otherwise as {@link #readable}. */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> writable() {
        return writable;
    }

    /**
     * Reads without waiting: the number of bytes, 0 if nothing is there (or {@code target} has no
     * room), -1 at the end. Spends no budget: await {@link #readable} in between.
     */
    public final int tryRead(ByteBuffer target) throws IOException {
        int seen = registration.seenReadable();
        return seen == 0 || !target.hasRemaining() ? 0 : readNow(seen, target);
    }

    /**
     * Writes without waiting: the number of bytes, 0 if the socket takes none now (or {@code
     * source} is empty). Spends no budget: await {@link #writable} in between.
     */
    public final int tryWrite(ByteBuffer source) throws IOException {
        int seen = registration.seenWritable();
        return seen == 0 || !source.hasRemaining() ? 0 : writeNow(seen, source);
    }

    @Override
    public final int pollRead(Context cx, ByteBuffer target) throws IOException {
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
    public final int pollWrite(Context cx, ByteBuffer source) throws IOException {
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
    public final boolean pollShutdown(Context cx) throws IOException {
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

    final void shutdownOutput() throws IOException {
        try {
            source.shutdownOutput();
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    /** Frees the descriptor at the reactor's next turn and ends whoever waits; never waits. */
    @Override
    public final void close() {
        registration.close();
    }
}
