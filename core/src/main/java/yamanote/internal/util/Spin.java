package yamanote.internal.util;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How long a thread spins before it sleeps. Waking a sleeping core costs some tens of microseconds,
 * most of all on a virtual machine; spinning for as long as that is worth it only if work tends to
 * come soon, and only while there is a core to spare. So it follows experience:
 *
 * <ul>
 *   <li>After a wait not longer than the ceiling the limit doubles, after a longer one it halves,
 *       and below a microsecond it is nothing: long waits are slept through.
 *   <li>Where cores are scarce a spinner keeps its own work from being done, which then comes as
 *       soon as it sleeps, so that the wait looks short. That is seen by its result: when long
 *       spins fail more often than one in three, or when a spinner loses its core to somebody else,
 *       there is a pause, then one try; after each failed try the pause is twice as long.
 * </ul>
 *
 * <p>One thread at a time; of several that share it a lost update does no harm.
 */
public final class Spin {
    private static final long FIRST = 4_000;
    private static final long LEAST = 1_000;

    /** A round of spinning that takes so long was interrupted. */
    private static final long PREEMPTED = 500_000;

    /** Waits without spinning after that. */
    private static final int FIRST_PAUSE = 8;

    private static final int LONGEST_PAUSE = 4_096;

    private static final int BEST_SCORE = 8;
    private static final int FAILURE = 2;

    /** Spins between two looks at the clock. */
    private static final int ROUND = 16;

    private final LongSupplier clock;
    private final long ceiling;
    private long limit;
    private int score = BEST_SCORE;
    private int pause;
    private int nextPause = FIRST_PAUSE;

    /** By {@code clock}, in nanoseconds; a ceiling of 0 is never. */
    public Spin(LongSupplier clock, long ceilingNanos) {
        this.clock = clock;
        this.ceiling = ceilingNanos;
    }

    /** How long to spin now, in nanoseconds; 0: not at all. */
    public long limit() {
        return pause > 0 ? 0 : limit;
    }

    /** Whether it can ever be worth looking at the clock. */
    public boolean isOn() {
        return ceiling > 0;
    }

    /** Spins for at most {@code nanos}, counted from {@code start}, until {@code done}. */
    public boolean until(BooleanSupplier done, long start, long nanos) {
        long before = start;
        long now;
        do {
            for (int i = 0; i < ROUND; i++) {
                Thread.onSpinWait();
                if (done.getAsBoolean()) {
                    succeeded();
                    return true;
                }
            }
            now = clock.getAsLong();
            if (now - before > PREEMPTED) {
                pause();
                return false;
            }
            before = now;
        } while (now - start < nanos);
        if (nanos >= ceiling / 2) {
            failed();
        }
        return false;
    }

    private void succeeded() {
        score = Math.min(BEST_SCORE, score + 1);
        nextPause = FIRST_PAUSE;
    }

    private void failed() {
        score -= FAILURE;
        if (score < 0) {
            pause();
        }
    }

    private void pause() {
        score = 0;
        pause = nextPause;
        nextPause = Math.min(LONGEST_PAUSE, 2 * nextPause);
    }

    /** A wait of {@code nanos}, spinning included, has ended. */
    public void waited(long nanos) {
        if (pause > 0) {
            pause--;
        } else if (nanos <= ceiling) {
            limit = Math.min(ceiling, Math.max(FIRST, 2 * limit));
        } else {
            limit = limit < 2 * LEAST ? 0 : limit / 2;
        }
    }
}
