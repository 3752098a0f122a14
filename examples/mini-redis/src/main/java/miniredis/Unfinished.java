package miniredis;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the unfinished requests of all connections take, and may take, together. */
final class Unfinished {
    private final AtomicLong bytes = new AtomicLong();
    private final long limit;

    Unfinished(long limit) {
        this.limit = limit;
    }

    /** Accounts for memory that a connection takes. */
    void take(long more) throws ProtocolException {
        if (bytes.addAndGet(more) > limit) {
            bytes.addAndGet(-more);
            throw new ProtocolException("the server holds too many unfinished requests");
        }
    }

    void giveBack(long fewer) {
        bytes.addAndGet(-fewer);
    }
}
