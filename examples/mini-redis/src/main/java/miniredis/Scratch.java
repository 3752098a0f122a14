package miniredis;

import java.nio.ByteBuffer;

/**
 * The buffers that all connections of a server share. Each of them belongs to whoever runs right
 * now and is left empty before the next await: what must outlive one is moved into memory of the
 * connection's own.
 */
final class Scratch {
    static final int SIZE = 64 * 1024;

    private final ByteBuffer fromSocket = ByteBuffer.allocateDirect(SIZE);
    private final byte[] in = new byte[SIZE];
    private final Replies replies = new Replies(SIZE);
    private final long unfinishedLimit;
    private long unfinished;

    /**
     * @param unfinishedLimit how many bytes of unfinished requests all connections together may
     *     hold
     */
    Scratch(long unfinishedLimit) {
        this.unfinishedLimit = unfinishedLimit;
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

    /** Accounts for memory that a connection takes (or, negative, gives back). */
    void account(long bytes) throws ProtocolException {
        unfinished += bytes;
        if (bytes > 0 && unfinished > unfinishedLimit) {
            unfinished -= bytes;
            throw new ProtocolException("the server holds too many unfinished requests");
        }
    }

    void release(long bytes) {
        unfinished -= bytes;
    }
}
