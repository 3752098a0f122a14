package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/**
 * Bytes from one task to another, at most so many on their way.
 *
 * <p>A ring under the object's monitor, which is held for copies and a few fields only; wakers are
 * called after it. Each end has one waker, the last that came: it is taken out by whoever wakes it.
 */
final class Pipe {
    private final int capacity;

    // All guarded by this.
    private byte @Nullable [] ring;
    private int head;
    private int size;
    private boolean writerClosed;
    private boolean readerClosed;
    private @Nullable Waker reader;
    private @Nullable Waker writer;

    Pipe(int capacity) {
        if (capacity <= 0) {
            throw new IllegalArgumentException(
                    "a pipe of " + capacity + " bytes moves nothing: pass a positive number");
        }
        this.capacity = capacity;
    }

    int read(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        Waker wake;
        int n;
        synchronized (this) {
            if (readerClosed) {
                throw new IOException("this end of the pipe is closed");
            }
            if (size == 0) {
                if (writerClosed) {
                    return IoStatus.END;
                }
                reader = cx.waker();
                return IoStatus.PENDING;
            }
            n = Math.min(size, target.remaining());
            take(target, n);
            reader = null;
            wake = writer;
            writer = null;
        }
        cx.spend();
        Wakes.wake(wake);
        return n;
    }

    int write(Context cx, ByteBuffer source) throws IOException {
        if (cx.exhausted()) {
            return IoStatus.PENDING;
        }
        Waker wake;
        int n;
        synchronized (this) {
            if (readerClosed || writerClosed) {
                throw new IOException(
                        "Broken pipe: " + (readerClosed ? "nobody reads" : "the output was ended"));
            }
            if (!source.hasRemaining()) {
                return 0;
            }
            if (size == capacity) {
                writer = cx.waker();
                return IoStatus.PENDING;
            }
            n = Math.min(capacity - size, source.remaining());
            append(source, n);
            writer = null;
            wake = reader;
            reader = null;
        }
        cx.spend();
        Wakes.wake(wake);
        return n;
    }

    private void take(ByteBuffer target, int n) {
        byte[] from = ring();
        int straight = Math.min(n, capacity - head);
        target.put(from, head, straight).put(from, 0, n - straight);
        head = (head + n) % capacity;
        size -= n;
    }

    private void append(ByteBuffer source, int n) {
        byte[] to = ring();
        int tail = (int) (((long) head + size) % capacity);
        int straight = Math.min(n, capacity - tail);
        source.get(to, tail, straight).get(to, 0, n - straight);
        size += n;
    }

    private byte[] ring() {
        byte[] bytes = ring;
        if (bytes == null) {
            bytes = new byte[capacity];
            ring = bytes;
        }
        return bytes;
    }

    /** Nothing more comes; what is there can still be read. */
    void closeWriter() {
        Waker wake;
        Waker own;
        synchronized (this) {
            writerClosed = true;
            wake = reader;
            reader = null;
            own = writer;
            writer = null;
        }
        Wakes.wake(wake);
        Wakes.wake(own);
    }

    /** Nobody reads any more. */
    void closeReader() {
        Waker wake;
        Waker own;
        synchronized (this) {
            readerClosed = true;
            ring = null;
            size = 0;
            wake = writer;
            writer = null;
            own = reader;
            reader = null;
        }
        Wakes.wake(wake);
        Wakes.wake(own);
    }
}
