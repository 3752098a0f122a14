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

    /** Waits until a write is worth trying; otherwise as {@code readable}. */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> writable() {
        return writable;
    }

    /**
     * Reads without waiting: the number of bytes, 0 if nothing is there (or {@code target} has no
     * room), -1 at the end. Spends no budget: await {@code readable} in between.
     */
    public final int tryRead(ByteBuffer target) throws IOException {
        int seen = registration.seenReadable();
        return seen == 0 || !target.hasRemaining() ? 0 : readNow(seen, target);
    }

    /**
     * Writes without waiting: the number of bytes, 0 if the socket takes none now (or {@code
     * source} is empty). Spends no budget: await {@code writable} in between.
     */
    public final int tryWrite(ByteBuffer source) throws IOException {
        int seen = registration.seenWritable();
        return seen == 0 || !source.hasRemaining() ? 0 : writeNow(seen, source);
    }

    /**
     * {@code tryRead(ByteBuffer)} into several buffers, one after the other, by one system call.
     */
    public final long tryRead(ByteBuffer[] targets) throws IOException {
        int seen = registration.seenReadable();
        long room = remaining(targets);
        return seen == 0 || room == 0 ? 0 : readNow(seen, targets, room);
    }

    /** {@code tryWrite(ByteBuffer)} of several buffers, one after the other, by one system call. */
    public final long tryWrite(ByteBuffer[] sources) throws IOException {
        int seen = registration.seenWritable();
        long count = remaining(sources);
        return seen == 0 || count == 0 ? 0 : writeNow(seen, sources, count);
    }

    /**
     * As {@code read}, but what it reads can be read again. Cancel safe.
     *
     * @throws UnsupportedOperationException if the runtime is not on {@code
     *     driver(DriverChoice.EPOLL)}
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<Integer> peek(ByteBuffer target) {
        source.requirePeek();
        return new PeekFuture(this, target);
    }

    /**
     * The error that the system has for this socket since this was last asked (SO_ERROR); null if
     * there is none. An operation would throw it.
     *
     * @throws UnsupportedOperationException if the runtime is not on {@code
     *     driver(DriverChoice.EPOLL)}
     */
    public final @Nullable IOException takeError() throws IOException {
        try {
            return source.takeError();
        } catch (ClosedChannelException e) {
            throw closed(e);
        }
    }

    /** As {@link #pollRead}, but what it reads can be read again. */
    final int pollPeek(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        for (; ; ) {
            int seen = registration.pollReadable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            int n = peekNow(target);
            if (n != 0) {
                cx.spend();
                return n;
            }
            registration.clear(seen, Readiness.READABLE);
        }
    }

    private int peekNow(ByteBuffer target) throws IOException {
        try {
            return source.peek(target);
        } catch (IOException e) {
            throw readFailed(e);
        }
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

    @Override
    public final long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        long count = remaining(sources);
        if (count == 0) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        long n;
        do {
            int seen = registration.pollWritable(cx);
            if (seen == 0) {
                return IoStatus.PENDING;
            }
            n = writeNow(seen, sources, count);
        } while (n == 0);
        cx.spend();
        return n;
    }

    @Override
    public final boolean isWriteVectored() {
        return true;
    }

    private static long remaining(ByteBuffer[] buffers) {
        long remaining = 0;
        for (ByteBuffer buffer : buffers) {
            remaining += buffer.remaining();
        }
        return remaining;
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
        } catch (IOException e) {
            throw readFailed(e);
        }
        hasRead(seen, n, room);
        return n;
    }

    private long readNow(int seen, ByteBuffer[] targets, long room) throws IOException {
        long n;
        try {
            n = source.read(targets);
        } catch (IOException e) {
            throw readFailed(e);
        }
        hasRead(seen, n, room);
        return n;
    }

    private IOException readFailed(IOException e) {
        if (e instanceof ClosedChannelException closed) {
            return closed(closed);
        }
        // Most likely for good: whoever waits for the other direction shall look as well.
        registration.ready(Readiness.READABLE | Readiness.WRITABLE);
        return e;
    }

    private void hasRead(int seen, long n, long room) {
        if (n == 0) {
            registration.clear(seen, Readiness.READABLE);
        } else if (n < 0) {
            registration.ready(Readiness.READ_CLOSED);
        } else if (n < Math.min(room, StreamSource.CHUNK)) {
            registration.drained(seen, Readiness.READABLE);
        }
    }

    private int writeNow(int seen, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        int n;
        try {
            n = source.write(bytes);
        } catch (IOException e) {
            throw writeFailed(e);
        }
        hasWritten(seen, n, count);
        return n;
    }

    private long writeNow(int seen, ByteBuffer[] sources, long count) throws IOException {
        long n;
        try {
            n = source.write(sources);
        } catch (IOException e) {
            throw writeFailed(e);
        }
        hasWritten(seen, n, count);
        return n;
    }

    private IOException writeFailed(IOException e) {
        if (e instanceof ClosedChannelException closed) {
            return closed(closed);
        }
        registration.ready(Readiness.WRITABLE);
        return e;
    }

    private void hasWritten(int seen, long n, long count) {
        if (n == 0) {
            registration.clear(seen, Readiness.WRITABLE);
        } else if (n < Math.min(count, StreamSource.CHUNK)) {
            registration.drained(seen, Readiness.WRITABLE);
        }
    }

    /** The whole socket closed, or only its output by {@code shutdown}: then {@code e} says so. */
    private IOException closed(ClosedChannelException e) {
        return Readiness.isShutDown(registration.word())
                ? new SocketClosedException(registration)
                : e;
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
