package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * A buffer in front of a writer, 8 KiB unless said otherwise. Mirrors {@code tokio::io::BufWriter}.
 * The writer stays with its owner.
 *
 * <p>What is not flushed is lost if nobody closes this: {@code try (var out =
 * BufWriter.of(stream))} in an async body flushes at its end, also after a failure; it does not end
 * the output of the writer. With a {@link BufferPool} it holds a buffer only while there are bytes
 * in it.
 */
public final class BufWriter implements AsyncWrite, AsyncCloseable {
    private final AsyncWrite sink;
    private final Lease lease;

    // Of the lease's buffer, [head, tail) is to be written.
    private int head;
    private int tail;
    private boolean closed;

    private BufWriter(AsyncWrite sink, Lease lease) {
        this.sink = sink;
        this.lease = lease;
    }

    /** Over {@code sink}. */
    public static BufWriter of(AsyncWrite sink) {
        return of(sink, Lease.SIZE);
    }

    /**
     * Over {@code sink}, with a buffer of {@code size} bytes.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static BufWriter of(AsyncWrite sink, int size) {
        return new BufWriter(sink, Lease.own(size));
    }

    /** Over {@code sink}, with buffers of {@code pool}. */
    public static BufWriter of(AsyncWrite sink, BufferPool pool) {
        return new BufWriter(sink, Lease.of(pool));
    }

    /** How many bytes are buffered. */
    public int buffered() {
        return tail - head;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (closed) {
            throw new IllegalStateException(
                    "this BufWriter is closed: write before the end of its try");
        }
        int n = source.remaining();
        if (n > lease.size() - tail && !pollEmpty(cx)) {
            return IoStatus.PENDING;
        }
        if (n >= lease.size()) {
            return Moves.write(sink, cx, source);
        }
        if (n > 0) {
            if (cx.exhausted()) {
                return IoStatus.PENDING;
            }
            lease.get().limit(lease.size()).position(tail).put(source);
            tail += n;
            cx.spend();
        }
        return n;
    }

    /** Writes the buffer out; true once it is empty. */
    private boolean pollEmpty(Context cx) throws IOException {
        while (head < tail) {
            int n = Moves.write(sink, cx, lease.get().limit(tail).position(head));
            if (n == IoStatus.PENDING) {
                return false;
            }
            if (n == 0) {
                throw Moves.takesNoMore(tail - head);
            }
            head += n;
        }
        head = 0;
        tail = 0;
        lease.rest();
        return true;
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        return pollEmpty(cx) && sink.pollFlush(cx);
    }

    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return pollEmpty(cx) && sink.pollShutdown(cx);
    }

    /** Flushes, and takes no more. A failed flush is not tried again: its bytes are lost. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Operation<@Nullable Void>() {
            @Override
            Poll<@Nullable Void> step(Context cx) throws IOException {
                closed = true;
                boolean flushed = false;
                try {
                    flushed = pollFlush(cx);
                } catch (Throwable t) {
                    drop();
                    throw t;
                }
                return flushed ? Poll.ready(null) : Poll.pending();
            }
        };
    }

    private void drop() {
        head = 0;
        tail = 0;
        lease.release();
    }
}
