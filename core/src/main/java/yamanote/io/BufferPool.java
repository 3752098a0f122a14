package yamanote.io;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Buffers of one size that many streams use in turn, so that an idle one holds none. Any thread.
 *
 * <p>{@link BufReader}, {@link BufWriter} and {@link AsyncIo#copy(AsyncRead, AsyncWrite,
 * BufferPool)} take one when there are bytes and give it back when there are none. By hand, with
 * {@code readable()} and {@code tryRead} of a socket, it is {@link #take} and {@link #give}.
 */
public final class BufferPool {
    /*
     * Each slot is empty or has one buffer, which nobody else has: exchange (acquire) takes it out,
     * a CAS from null (release) puts it in. No order between slots is needed.
     */
    private final AtomicReferenceArray<@Nullable ByteBuffer> slots;
    private final int size;
    private final boolean direct;

    private BufferPool(int size, int kept, boolean direct) {
        if (size <= 0 || kept <= 0) {
            throw new IllegalArgumentException(
                    "size and kept must be positive: " + size + ", " + kept);
        }
        this.slots = new AtomicReferenceArray<>(kept);
        this.size = size;
        this.direct = direct;
    }

    /** Direct buffers of {@code size} bytes, of which {@code kept} at most are kept when unused. */
    public static BufferPool direct(int size, int kept) {
        return new BufferPool(size, kept, true);
    }

    /** Heap buffers of {@code size} bytes, of which {@code kept} at most are kept when unused. */
    public static BufferPool heap(int size, int kept) {
        return new BufferPool(size, kept, false);
    }

    /** The size of the buffers. */
    public int bufferSize() {
        return size;
    }

    /** An empty buffer, which is the caller's until {@link #give}; a new one if none is kept. */
    public ByteBuffer take() {
        int kept = slots.length();
        int start = start(kept);
        for (int i = 0; i < kept; i++) {
            int slot = start + i < kept ? start + i : start + i - kept;
            if (slots.getPlain(slot) != null) {
                ByteBuffer buffer = slots.getAndSet(slot, null);
                if (buffer != null) {
                    return buffer.clear();
                }
            }
        }
        return direct ? ByteBuffer.allocateDirect(size) : ByteBuffer.allocate(size);
    }

    /**
     * Gives a buffer of {@link #take} back, once; it is not to be used any more.
     *
     * @throws IllegalArgumentException if it is not one of this pool's
     */
    public void give(ByteBuffer buffer) {
        if (buffer.capacity() != size || buffer.isDirect() != direct || buffer.isReadOnly()) {
            throw new IllegalArgumentException(
                    "not a buffer of this pool: " + buffer + "; give what take() gave");
        }
        int kept = slots.length();
        int start = start(kept);
        for (int i = 0; i < kept; i++) {
            int slot = start + i < kept ? start + i : start + i - kept;
            if (slots.getPlain(slot) == null && slots.compareAndSet(slot, null, buffer)) {
                return;
            }
        }
    }

    /** Threads begin at different slots, each at one that it has used before. */
    private static int start(int kept) {
        return (int) Math.floorMod(Thread.currentThread().threadId() * 7, (long) kept);
    }
}
