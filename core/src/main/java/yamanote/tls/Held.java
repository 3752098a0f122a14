package yamanote.tls;

import java.nio.ByteBuffer;
import yamanote.io.BufferPool;

/**
 * Bytes in a buffer of a pool, which has the buffer back while there are none.
 *
 * <p>Between two calls the buffer is ready to be read: what is there lies from its position to its
 * limit.
 */
final class Held {
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final BufferPool pool;
    private ByteBuffer bytes = NONE;

    Held(BufferPool pool) {
        this.pool = pool;
    }

    /** Whether a buffer is taken up. */
    boolean isHeld() {
        return bytes != NONE;
    }

    boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** What is there; after reading of it, call {@link #rest}. */
    ByteBuffer bytes() {
        return bytes;
    }

    /**
     * The buffer with what is there at its beginning, ready to be filled behind it; {@link #filled}
     * follows in any case.
     *
     * @param size how large it is at least
     */
    ByteBuffer fill(int size) {
        if (bytes == NONE) {
            bytes = size <= pool.bufferSize() ? pool.take() : ByteBuffer.allocate(size);
        } else if (bytes.capacity() < size) {
            ByteBuffer larger = ByteBuffer.allocate(size).put(bytes);
            release();
            bytes = larger;
        } else {
            bytes.compact();
        }
        return bytes;
    }

    void filled() {
        bytes.flip();
        rest();
    }

    /** Gives the buffer back if nothing is in it. */
    void rest() {
        if (!bytes.hasRemaining()) {
            release();
        }
    }

    /** Drops what is there. */
    void release() {
        ByteBuffer held = bytes;
        bytes = NONE;
        if (held != NONE && held.capacity() == pool.bufferSize()) {
            pool.give(held);
        }
    }

    /** Moves what fits. */
    int moveTo(ByteBuffer target) {
        int n = Math.min(bytes.remaining(), target.remaining());
        int position = bytes.position();
        target.put(target.position(), bytes, position, n).position(target.position() + n);
        bytes.position(position + n);
        rest();
        return n;
    }
}
