package yamanote.time;

import java.time.Duration;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;

/**
 * A point in a runtime's time. Mirrors {@code tokio::time::Instant}.
 *
 * <p>Moments of different runtimes are not comparable. Arithmetic stops at the ends of the scale
 * (292 years) instead of overflowing.
 *
 * @param nanos nanoseconds since the runtime started
 */
public record Moment(long nanos) implements Comparable<Moment> {
    /**
     * The present of the runtime that the caller is inside of.
     *
     * @throws IllegalStateException outside of any runtime
     */
    public static Moment now() {
        return new Moment(CurrentRuntime.require("Moment.now()").time().nanos());
    }

    /** This moment moved by {@code duration}, which may be negative. */
    public Moment plus(Duration duration) {
        return new Moment(Nanos.plus(nanos, Nanos.of(duration)));
    }

    /** This moment moved back by {@code duration}, which may be negative. */
    public Moment minus(Duration duration) {
        return new Moment(Nanos.minus(nanos, Nanos.of(duration)));
    }

    /** The time from {@code earlier} to this moment; negative if it is in fact later. */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(Nanos.minus(nanos, earlier.nanos));
    }

    /** The time from this moment to the present; like {@link #now()} it needs a runtime. */
    public Duration elapsed() {
        return now().since(this);
    }

    /** Whether this moment lies before {@code other}. */
    public boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    /** Whether this moment lies after {@code other}. */
    public boolean isAfter(Moment other) {
        return nanos > other.nanos;
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Seconds since the runtime started: {@code 1.25 s}. */
    @Override
    public String toString() {
        return java.math.BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + " s";
    }
}
