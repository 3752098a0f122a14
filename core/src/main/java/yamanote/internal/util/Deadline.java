package yamanote.internal.util;

import java.util.function.LongSupplier;

/**
 * A point in time of some clock, to divide one time limit among several waits. An interrupt of the
 * waiting thread ends it early; the flag stays set.
 */
public final class Deadline {
    private final LongSupplier clock;
    private final long start;
    private final long nanos;

    /** {@code nanos} from now on. */
    public Deadline(LongSupplier clock, long nanos) {
        this.clock = clock;
        this.start = clock.getAsLong();
        this.nanos = nanos;
    }

    /** Nanoseconds that are left; 0 or less: it has passed. */
    public long left() {
        return Thread.currentThread().isInterrupted() ? 0 : nanos - (clock.getAsLong() - start);
    }

    /** Whether it has passed. */
    public boolean hasPassed() {
        return left() <= 0;
    }
}
