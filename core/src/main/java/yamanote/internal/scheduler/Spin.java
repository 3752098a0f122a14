package yamanote.internal.scheduler;

/**
 * How long a thread spins before it sleeps. Waking a sleeping core costs some tens of microseconds,
 * most of all on a virtual machine; spinning for as long as that is worth it only if work tends to
 * come soon. So the limit follows experience: after a wait not longer than the ceiling it doubles,
 * after a longer one it halves, and below a microsecond it is nothing.
 *
 * <p>One thread at a time; of several that share it a lost update does no harm.
 */
final class Spin {
    private static final long FIRST = 4_000;
    private static final long LEAST = 1_000;

    /** Spins between two looks at the clock. */
    static final int ROUND = 16;

    private final long ceiling;
    private long limit;

    Spin(long ceilingNanos) {
        this.ceiling = ceilingNanos;
    }

    /** How long to spin now, in nanoseconds; 0: not at all. */
    long limit() {
        return limit;
    }

    /** Whether it can ever be worth looking at the clock. */
    boolean isOn() {
        return ceiling > 0;
    }

    /** A wait of {@code nanos}, spinning included, has ended. */
    void waited(long nanos) {
        if (nanos <= ceiling) {
            limit = Math.min(ceiling, Math.max(FIRST, 2 * limit));
        } else {
            limit = limit < 2 * LEAST ? 0 : limit / 2;
        }
    }
}
