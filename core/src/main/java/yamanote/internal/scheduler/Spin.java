package yamanote.internal.scheduler;

import java.util.function.BooleanSupplier;
import yamanote.internal.timer.TimeSource;

/**
 * How long a thread spins before it sleeps. Waking a sleeping core costs some tens of microseconds,
 * most of all on a virtual machine; spinning for as long as that is worth it only if work tends to
 * come soon, and only while there is a core to spare. So the limit follows experience: after a wait
 * not longer than the ceiling it doubles, after a longer one it halves, and below a microsecond it
 * is nothing. A spinner that loses its core to somebody else takes it as a sign that cores are
 * scarce, and there is no spinning for a while.
 *
 * <p>One thread at a time; of several that share it a lost update does no harm.
 */
final class Spin {
    private static final long FIRST = 4_000;
    private static final long LEAST = 1_000;

    /** A round of spinning that takes so long was interrupted. */
    private static final long PREEMPTED = 20_000;

    /** Waits without spinning after that. */
    private static final int PAUSE = 64;

    /** Spins between two looks at the clock. */
    private static final int ROUND = 16;

    private final TimeSource clock;
    private final long ceiling;
    private long limit;
    private int pause;

    Spin(TimeSource clock, long ceilingNanos) {
        this.clock = clock;
        this.ceiling = ceilingNanos;
    }

    /** How long to spin now, in nanoseconds; 0: not at all. */
    long limit() {
        return pause > 0 ? 0 : limit;
    }

    /** Whether it can ever be worth looking at the clock. */
    boolean isOn() {
        return ceiling > 0;
    }

    /** Spins for at most {@code nanos}, counted from {@code start}, until {@code done}. */
    boolean until(BooleanSupplier done, long start, long nanos) {
        long before = start;
        long now;
        do {
            for (int i = 0; i < ROUND; i++) {
                Thread.onSpinWait();
                if (done.getAsBoolean()) {
                    return true;
                }
            }
            now = clock.nanos();
            if (now - before > PREEMPTED) {
                pause = PAUSE;
                return false;
            }
            before = now;
        } while (now - start < nanos);
        return false;
    }

    /** A wait of {@code nanos}, spinning included, has ended. */
    void waited(long nanos) {
        if (pause > 0) {
            pause--;
        } else if (nanos <= ceiling) {
            limit = Math.min(ceiling, Math.max(FIRST, 2 * limit));
        } else {
            limit = limit < 2 * LEAST ? 0 : limit / 2;
        }
    }
}
