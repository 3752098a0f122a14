package yamanote.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;
import yamanote.internal.timer.TimeSource;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/**
 * A delay of always the same length, which an operator starts again and again: one timer, made at
 * the first start in the runtime that polls.
 */
final class Delay {
    private final String user;
    private final long nanos;
    private @Nullable TimeSource clock;
    private @Nullable Sleep sleep;

    /** For the operator {@code user}. */
    Delay(String user, Duration length) {
        this.user = user;
        this.nanos = Nanos.of(length);
        if (nanos < 0) {
            throw new IllegalArgumentException("duration must be >= 0, was " + length);
        }
    }

    boolean isZero() {
        return nanos == 0;
    }

    /** From now on. */
    void start() {
        TimeSource time = clock;
        if (time == null) {
            time = CurrentRuntime.require(user).wheel().time();
            clock = time;
        }
        Moment end = new Moment(Nanos.plus(time.nanos(), nanos));
        Sleep timer = sleep;
        if (timer == null) {
            sleep = Sleep.until(end);
        } else {
            timer.reset(end);
        }
    }

    /** Whether what was started last has passed; else the waker of {@code cx} is stored. */
    boolean hasPassed(Context cx) {
        Sleep timer = sleep;
        if (timer == null) {
            return true;
        }
        int budget = cx.budget();
        if (budget <= 0) {
            // A source may use it up in every poll and never give an item: time passes all the
            // same.
            cx.budget(1);
        }
        boolean passed = timer.poll(cx).isReady();
        if (budget <= 0) {
            cx.budget(budget);
        }
        return passed;
    }

    /** When what was started last ends. */
    Moment end() {
        Sleep timer = sleep;
        if (timer == null) {
            throw new IllegalStateException("this delay was not started");
        }
        return timer.deadline();
    }

    /** Leaves the timer wheel. */
    void stop(Context cx) {
        if (sleep != null) {
            sleep.cancel(cx);
        }
    }
}
