package yamanote.time;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;
import yamanote.internal.timer.PausableClock;

/**
 * The clock of the runtime that the caller is inside of, in the hands of a test. Mirrors {@code
 * tokio::time::{pause, resume, advance}}; for current-thread runtimes.
 *
 * <p>While it is paused, time stands still as long as anything can run; once nothing can (and no
 * blocking job is outstanding) it jumps to the next timer. Every method throws {@link
 * IllegalStateException} outside of a current-thread runtime.
 */
public final class TestClock {
    private TestClock() {}

    /** Stops the clock; throws {@link IllegalStateException} if it is paused already. */
    public static void pause() {
        clock("TestClock.pause()").pause();
    }

    /**
     * Lets the clock run on from where it stands; throws {@link IllegalStateException} if it is not
     * paused.
     */
    public static void resume() {
        clock("TestClock.resume()").resume();
    }

    /** Whether the clock is paused. */
    public static boolean isPaused() {
        return clock("TestClock.isPaused()").isPaused();
    }

    /**
     * Moves the paused clock by exactly {@code duration} when it is first polled, then yields once:
     * the timers that are due fire, and the tasks they wake are queued before the caller goes on.
     *
     * @throws IllegalArgumentException if the duration is negative
     */
    @CancelSafety(NOTHING_LOST)
    public static Future<@Nullable Void> advance(Duration duration) {
        long nanos = Nanos.of(duration);
        if (nanos < 0) {
            throw new IllegalArgumentException("the clock cannot go back, was " + duration);
        }
        return new Advance(clock("TestClock.advance(duration)"), nanos);
    }

    private static PausableClock clock(String what) {
        if (CurrentRuntime.require(what).time() instanceof PausableClock clock) {
            return clock;
        }
        throw new IllegalStateException(
                what
                        + " needs a runtime with one thread: build it with"
                        + " AsyncRuntime.currentThread()");
    }

    /** See {@link #advance}: the driver, not this future, fires the timers. */
    private static final class Advance implements Future<@Nullable Void> {
        private @Nullable PausableClock clock;
        private final long nanos;
        private boolean ended;

        Advance(PausableClock clock, long nanos) {
            this.clock = clock;
            this.nanos = nanos;
        }

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            if (clock != null) {
                clock.advance(nanos);
                clock = null;
                cx.defer();
                return Poll.pending();
            }
            if (ended) {
                throw new IllegalStateException("advance was polled after it had ended");
            }
            ended = true;
            return Poll.ready(null);
        }
    }
}
