package yamanote.internal.timer;

/**
 * Hashed, hierarchical timer wheel: 6 levels of 64 slots, ticks of 1 ms. One thread owns it.
 * Skeleton.
 */
public final class TimerWheel {
    /** No timer is pending. */
    public static final long NONE = Long.MAX_VALUE;

    /** The clock that this wheel follows. */
    public TimerWheel(TimeSource time) {}

    /**
     * Owner-only: nanoseconds of the runtime's clock at which the next timer is due, or {@link
     * #NONE}.
     */
    public long nextDeadline() {
        throw new UnsupportedOperationException("skeleton");
    }

    /** Owner-only: fires everything due at {@code nowNanos}; returns how many fired. */
    public int advance(long nowNanos) {
        throw new UnsupportedOperationException("skeleton");
    }
}
