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
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerEntry;
import yamanote.internal.timer.TimerWheel;

/**
 * Waits until a moment; never ends early, at most about 1 ms late on an idle runtime. Mirrors
 * {@code tokio::time::Sleep}.
 *
 * <p>The deadline is taken when the sleep is made, the timer is registered at the first poll, with
 * the runtime in which the sleep was made, at the worker that polls. After it has elapsed every
 * poll is Ready, until a {@link #reset}; polled again after a {@link #cancel} it waits again for
 * what is left.
 *
 * <p>Cancel safe: nothing is lost. Sleeps of one worker due at the same millisecond wake in the
 * order of their first polls. A poll throws {@link IllegalStateException} if the runtime was
 * closed.
 */
@CancelSafety(NOTHING_LOST)
@SuppressWarnings("exports") // the future is the wheel's node: one object a timer
public final class Sleep extends TimerEntry implements Future<@Nullable Void> {
    private Sleep(TimerWheel wheel, long deadlineNanos, long nowNanos) {
        super(wheel, deadlineNanos, nowNanos);
    }

    /**
     * A sleep of {@code duration} from now; a negative one has elapsed already.
     *
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static Sleep of(Duration duration) {
        long length = Nanos.of(duration);
        TimerWheel wheel = CurrentRuntime.require("sleep(duration)").wheel();
        long now = wheel.time().nanos();
        return new Sleep(wheel, Nanos.plus(now, length), now);
    }

    /**
     * A sleep until {@code deadline}; if that has passed, it has elapsed already.
     *
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static Sleep until(Moment deadline) {
        long nanos = deadline.nanos();
        TimerWheel wheel = CurrentRuntime.require("sleepUntil(moment)").wheel();
        return new Sleep(wheel, nanos, wheel.time().nanos());
    }

    /** In {@code wheel}, for timers that belong together. */
    static Sleep in(TimerWheel wheel, long deadlineNanos) {
        return new Sleep(wheel, deadlineNanos, wheel.time().nanos());
    }

    /** When this sleep ends. */
    public Moment deadline() {
        return new Moment(deadlineNanos());
    }

    /** Whether the deadline has passed and the runtime has seen it. */
    public boolean isElapsed() {
        return hasElapsed();
    }

    /**
     * Moves the end; also starts an elapsed sleep again. Owner-only. Whoever waits goes on waiting:
     * it is woken at the new deadline.
     */
    public void reset(Moment deadline) {
        rearm(deadline.nanos(), Long.MIN_VALUE); // the present is not worth a look at the clock
    }

    /** {@link #reset} by someone who knows the present: a past deadline elapses at once. */
    void reset(long deadlineNanos, long nowNanos) {
        rearm(deadlineNanos, nowNanos);
    }

    TimeSource clock() {
        return wheel().time();
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (cx.exhausted()) {
            return Poll.pending();
        }
        rehome(PollingWheel.of(cx));
        if (!pollElapsed(cx.waker())) {
            return Poll.pending();
        }
        cx.spend();
        return Poll.ready(null);
    }

    /** Leaves the wheel; always finished at once. */
    @Override
    public boolean cancel(Context cx) {
        disarm();
        return true;
    }

    @Override
    public String toString() {
        return "Sleep[until " + deadline() + (isElapsed() ? ", elapsed]" : "]");
    }
}
