package yamanote.future;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a poll is given: the waker of the polling task, its share of the thread (the cooperation
 * budget) and the services that combinators need of their runtime. Mirrors {@code
 * std::task::Context} and {@code tokio::task::coop}.
 *
 * <p>Owner-only and valid for the duration of one {@code poll} or {@code cancel}: keep the {@link
 * #waker()}, never the context.
 *
 * <p>A leaf that can be ready many times in a row takes part in cooperation:
 *
 * <pre>{@code
 * if (cx.exhausted()) return Poll.pending();   // the task is queued again behind the others
 * …
 * cx.spend();                                  // progress was made
 * return Poll.ready(value);
 * }</pre>
 */
public abstract class Context {
    /** Units that one poll of a task may spend, as in Tokio. */
    public static final int BUDGET = 128;

    /** The budget of a context that never makes its task yield. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private int budget = UNLIMITED;

    /** For subclasses. */
    protected Context() {}

    /** The waker to store before returning Pending. */
    public abstract Waker waker();

    /** A context of its own over {@code waker}, for polling by hand: no runtime, no budget. */
    public static Context of(Waker waker) {
        return new HandContext(Objects.requireNonNull(waker, "waker"));
    }

    /** A context whose waker does nothing. */
    public static Context noop() {
        return new HandContext(Waker.noop());
    }

    /**
     * Whether the budget of this poll is used up. If so, the task has been scheduled again (after
     * the next look at I/O and timers) and the caller returns Pending.
     */
    public final boolean exhausted() {
        if (budget > 0) {
            return false;
        }
        defer();
        return true;
    }

    /** Charges one unit for progress made. A leaf that returns Pending charges nothing. */
    public final void spend() {
        if (budget != UNLIMITED) {
            budget--;
        }
    }

    /** What is left of the budget. */
    public final int budget() {
        return budget;
    }

    /**
     * Sets the budget; the executor does before each poll, {@code timeout} around the poll of its
     * delay.
     */
    public final void budget(int units) {
        budget = units;
    }

    /**
     * Schedules the task again once I/O and timers have been looked at: {@code yieldNow}. Here:
     * wakes at once.
     */
    public void defer() {
        waker().wake();
    }

    /**
     * Hands a cancelled future whose clean-up is still going on to the polling task, which drives
     * it to its end before its own handle resolves. False if there is no task (a context made by
     * hand): then the caller keeps polling it and stays Pending itself.
     */
    public boolean adopt(Future<?> cleanUp) {
        return false;
    }

    /**
     * Reports what the clean-up of {@code cancelled} threw, since {@code cancel} itself never
     * throws. It makes the outcome of a task Failed if it is the task's root future, else it goes
     * to the runtime's {@code onUnhandledFailure}. Here: logged.
     */
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        Logs.LOG.log(Level.WARNING, "clean-up of a cancelled future failed: " + cancelled, failure);
    }

    /**
     * A number from 0 to {@code bound - 1} from the runtime's random source (repeatable by its
     * seed).
     */
    public abstract int random(int bound);

    /** Lazily bound, so that polling by hand costs no logger. */
    private static final class Logs {
        static final Logger LOG = System.getLogger("yamanote");
    }

    private static final class HandContext extends Context {
        /**
         * So that a select in a loop of awaits on a virtual thread does not start alike for ever.
         */
        private static final AtomicInteger SEEDS = new AtomicInteger();

        private final Waker waker;
        private int seed = SEEDS.addAndGet(0x9E3779B9) | 1;

        HandContext(Waker waker) {
            this.waker = waker;
        }

        @Override
        public Waker waker() {
            return waker;
        }

        @Override
        public int random(int bound) {
            seed ^= seed << 13;
            seed ^= seed >>> 17;
            seed ^= seed << 5;
            return (int) ((Integer.toUnsignedLong(seed) * bound) >>> 32);
        }
    }
}
