package yamanote.time;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.time.Duration;
import java.util.Objects;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;
import yamanote.internal.timer.TimerWheel;

/**
 * A tick every period; the first one at once. Mirrors {@code tokio::time::Interval}.
 *
 * <p>A tick that comes more than 5 ms late is followed by what {@link #missedTick()} says; {@link
 * MissedTick#BURST} unless set. One owner, one tick awaited at a time.
 */
public final class Interval {
    private static final long LATE_NANOS = 5_000_000;

    private final long periodNanos;
    private final Sleep delay;
    private MissedTick missedTick = MissedTick.BURST;

    Interval(TimerWheel wheel, long startNanos, long periodNanos) {
        this.periodNanos = periodNanos;
        delay = Sleep.in(wheel, startNanos);
    }

    /**
     * Ticks now and then every {@code period}.
     *
     * @throws IllegalArgumentException if the period is not positive
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static Interval every(Duration period) {
        long nanos = positive(period);
        TimerWheel wheel = CurrentRuntime.require("interval(period)").wheel();
        return new Interval(wheel, wheel.time().nanos(), nanos);
    }

    /**
     * Ticks at {@code start} and then every {@code period}. Mirrors {@code interval_at}.
     *
     * @throws IllegalArgumentException if the period is not positive
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static Interval startingAt(Moment start, Duration period) {
        long nanos = positive(period);
        TimerWheel wheel = CurrentRuntime.require("interval(start, period)").wheel();
        return new Interval(wheel, start.nanos(), nanos);
    }

    private static long positive(Duration period) {
        long nanos = Nanos.of(period);
        if (nanos <= 0) {
            throw new IllegalArgumentException("period must be > 0, was " + period);
        }
        return nanos;
    }

    /**
     * The next tick: gives the moment at which it was due. Cancel safe: no tick is lost, and a tick
     * that nobody takes is still there for the next call.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Moment> tick() {
        return new Tick();
    }

    /** The next tick comes one period from now. */
    public void reset() {
        long now = now();
        delay.reset(Nanos.plus(now, periodNanos), now);
    }

    /** The next tick comes at once. */
    public void resetImmediately() {
        long now = now();
        delay.reset(now, now);
    }

    /** The next tick comes {@code after} from now, the others every period after it. */
    public void resetAfter(Duration after) {
        long now = now();
        delay.reset(Nanos.plus(now, Nanos.of(after)), now);
    }

    /** The next tick comes at {@code moment}, the others every period after it. */
    public void resetAt(Moment moment) {
        delay.reset(moment.nanos(), now());
    }

    /** The time between ticks. */
    public Duration period() {
        return Duration.ofNanos(periodNanos);
    }

    /** What is done after a late tick. */
    public MissedTick missedTick() {
        return missedTick;
    }

    /** Sets what is done after a late tick; gives this interval. */
    public Interval missedTick(MissedTick behaviour) {
        missedTick = Objects.requireNonNull(behaviour, "behaviour");
        return this;
    }

    private long now() {
        return delay.clock().nanos();
    }

    /** One tick awaited; what is to be remembered is in the interval. */
    private final class Tick implements Future<Moment> {
        private boolean ended;

        @Override
        public Poll<Moment> poll(Context cx) {
            if (ended) {
                throw new IllegalStateException(
                        "a tick was polled after it had ended: call tick() for each");
            }
            if (delay.poll(cx).isPending()) {
                return Poll.pending();
            }
            ended = true;
            Moment due = delay.deadline();
            long now = now();
            boolean late = now - due.nanos() > LATE_NANOS;
            MissedTick rule = late ? missedTick : MissedTick.BURST;
            delay.reset(rule.next(due.nanos(), now, periodNanos), now);
            return Poll.ready(due);
        }

        @Override
        public boolean cancel(Context cx) {
            if (!ended) {
                ended = true;
                delay.cancel(cx);
            }
            return true;
        }
    }
}
