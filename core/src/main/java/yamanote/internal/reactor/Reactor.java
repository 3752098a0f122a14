package yamanote.internal.reactor;

import java.io.IOException;

/** One turn of I/O: wait for readiness, record it, wake. Skeleton. */
public final class Reactor implements AutoCloseable {
    /** Opens the portable driver. */
    public static Reactor open() throws IOException {
        throw new UnsupportedOperationException("skeleton");
    }

    /**
     * Waits at most {@code timeoutNanos} (0: not at all, negative: for ever) and dispatches
     * readiness; owner of the driver only.
     */
    public int turn(long timeoutNanos) throws IOException {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Any thread: ends a turn that waits, or makes the next one not wait. */
    public void wakeUp() {
        throw new UnsupportedOperationException("skeleton");
    }

    @Override
    public void close() {}
}
