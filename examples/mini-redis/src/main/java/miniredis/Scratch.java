package miniredis;

import java.nio.ByteBuffer;

/**
 * The buffers that all connections share which run on one thread. Between two awaits nobody else
 * runs on it, and each buffer is left empty before the next await: what must outlive one is moved
 * into memory of the connection's own. So a server needs a set per worker, not per connection; and
 * whoever has awaited asks for it anew, since it may have been stolen by another worker.
 */
final class Scratch {
    static final int SIZE = 64 * 1024;

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final ByteBuffer fromSocket = ByteBuffer.allocateDirect(SIZE);
    private final byte[] in = new byte[SIZE];
    private final Replies replies = new Replies(SIZE);

    private Scratch() {}

    /** That of the thread that runs now; valid until the next await. */
    static Scratch here() {
        return OF_THREAD.get();
    }

    ByteBuffer fromSocket() {
        return fromSocket;
    }

    byte[] in() {
        return in;
    }

    Replies replies() {
        return replies;
    }
}
