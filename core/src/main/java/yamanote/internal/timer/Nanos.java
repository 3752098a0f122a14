package yamanote.internal.timer;

import java.time.Duration;

/** Nanosecond arithmetic that stops at the ends of a long instead of overflowing (292 years). */
public final class Nanos {
    private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000_000;

    private Nanos() {}

    /** The length of {@code duration}. */
    public static long of(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds >= MAX_SECONDS) {
            return Long.MAX_VALUE;
        }
        return seconds <= -MAX_SECONDS ? Long.MIN_VALUE : duration.toNanos();
    }

    /** {@code a + b}. */
    public static long plus(long a, long b) {
        long sum = a + b;
        boolean overflow = ((a ^ sum) & (b ^ sum)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    /** {@code a - b}. */
    public static long minus(long a, long b) {
        long difference = a - b;
        boolean overflow = ((a ^ b) & (a ^ difference)) < 0;
        return overflow ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : difference;
    }
}
