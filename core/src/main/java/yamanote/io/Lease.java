package yamanote.io;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A buffer of a pool while it is needed, or without a pool one for good. */
final class Lease {
    /** The size that is used if none is asked for. */
    static final int SIZE = 8192;

    private final @Nullable BufferPool pool;
    private final int size;
    private @Nullable ByteBuffer buffer;

    Lease(@Nullable BufferPool pool, int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("a buffer of " + size + " bytes");
        }
        this.pool = pool;
        this.size = size;
    }

    static Lease own(int size) {
        return new Lease(null, size);
    }

    static Lease of(BufferPool pool) {
        return new Lease(pool, pool.bufferSize());
    }

    int size() {
        return size;
    }

    /** The buffer; a new one is empty. */
    ByteBuffer get() {
        ByteBuffer held = buffer;
        if (held == null) {
            held = pool == null ? ByteBuffer.allocate(size) : pool.take();
            buffer = held;
        }
        return held;
    }

    /** Nothing in the buffer is needed; a pool gets it back. */
    void rest() {
        if (pool != null) {
            release();
        }
    }

    /** The buffer is not needed any more. */
    void release() {
        ByteBuffer held = buffer;
        buffer = null;
        if (pool != null && held != null) {
            pool.give(held);
        }
    }

    boolean isHeld() {
        return buffer != null;
    }
}
