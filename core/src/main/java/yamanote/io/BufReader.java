package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/**
 * A buffer in front of a reader, 8 KiB unless said otherwise. Mirrors {@code tokio::io::BufReader}.
 * The reader stays with its owner, but what is buffered here is read from it.
 *
 * <p>Over a reader that can seek it can, too: a seek drops the buffer. With a {@link BufferPool} it
 * holds a buffer only while there are bytes in it.
 */
public final class BufReader implements AsyncBufRead, AsyncSeek {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final AsyncRead source;
    private final Lease lease;

    // Of the lease's buffer, [head, tail) is to be read.
    private int head;
    private int tail;

    // A seek from CURRENT that does not fit into a long with what is buffered, in two steps.
    private boolean seeking;
    private boolean secondStep;
    private long secondOffset;

    private BufReader(AsyncRead source, Lease lease) {
        this.source = source;
        this.lease = lease;
    }

    /** Over {@code source}. */
    public static BufReader of(AsyncRead source) {
        return of(source, Lease.SIZE);
    }

    /**
     * Over {@code source}, with a buffer of {@code size} bytes.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static BufReader of(AsyncRead source, int size) {
        return new BufReader(source, Lease.own(size));
    }

    /** Over {@code source}, with buffers of {@code pool}. */
    public static BufReader of(AsyncRead source, BufferPool pool) {
        return new BufReader(source, Lease.of(pool));
    }

    /** How many bytes are buffered. */
    public int buffered() {
        return tail - head;
    }

    @Override
    public @Nullable ByteBuffer pollFill(Context cx) throws IOException {
        if (head == tail) {
            ByteBuffer buffer = lease.get().clear();
            int n = IoStatus.END;
            try {
                n = Moves.read(source, cx, buffer);
            } finally {
                if (n <= 0) {
                    lease.rest();
                }
            }
            if (n == IoStatus.PENDING) {
                return null;
            }
            if (n <= 0) {
                return NOTHING;
            }
            head = 0;
            tail = n;
        }
        return lease.get().limit(tail).position(head);
    }

    @Override
    public void consume(int count) {
        if (count < 0 || count > tail - head) {
            throw new IllegalArgumentException(
                    count + " bytes consumed, and " + (tail - head) + " were given");
        }
        head += count;
        if (head == tail) {
            head = 0;
            tail = 0;
            lease.rest();
        }
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        int room = target.remaining();
        if (room == 0) {
            return 0;
        }
        if (head == tail && room >= lease.size()) {
            return Moves.read(source, cx, target);
        }
        ByteBuffer filled = pollFill(cx);
        if (filled == null) {
            return IoStatus.PENDING;
        }
        int n = Math.min(filled.remaining(), room);
        if (n == 0) {
            return IoStatus.END;
        }
        target.put(filled.limit(head + n));
        consume(n);
        return n;
    }

    private AsyncSeek seekable() {
        if (source instanceof AsyncSeek seek) {
            return seek;
        }
        throw new UnsupportedOperationException(
                "the reader under this BufReader cannot seek: " + source);
    }

    /**
     * @throws UnsupportedOperationException if the reader cannot seek
     */
    @Override
    public void startSeek(long offset, SeekFrom from) throws IOException {
        AsyncSeek inner = seekable();
        secondStep = false;
        int ahead = tail - head;
        long first = offset;
        if (from == SeekFrom.CURRENT) {
            // The reader is ahead of us by what is buffered.
            first = offset - ahead;
            if (first > offset) {
                secondStep = true;
                secondOffset = offset;
                first = -ahead;
            }
        }
        inner.startSeek(first, from);
        seeking = true;
    }

    @Override
    public long pollSeek(Context cx) throws IOException {
        AsyncSeek inner = seekable();
        if (!seeking) {
            long ahead = inner.pollSeek(cx);
            return ahead == IoStatus.PENDING ? ahead : ahead - (tail - head);
        }
        for (; ; ) {
            long position = inner.pollSeek(cx);
            if (position == IoStatus.PENDING) {
                return position;
            }
            drop();
            if (!secondStep) {
                seeking = false;
                return position;
            }
            secondStep = false;
            inner.startSeek(secondOffset, SeekFrom.CURRENT);
        }
    }

    private void drop() {
        head = 0;
        tail = 0;
        lease.rest();
    }
}
