package yamanote.time;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.timer.Nanos;
import yamanote.internal.timer.TimerEntry;
import yamanote.internal.timer.TimerWheel;

/**
 * A future with a deadline: it gives the inner future's value, or cancels the inner future and
 * throws {@link ElapsedException}. Mirrors {@code tokio::time::Timeout}.
 *
 * <p>The inner future is polled first: a value beats a deadline that has passed. One that uses up
 * the whole budget in every poll cannot keep the deadline from being seen. What a cancelled inner
 * future still has to clean up asynchronously goes on in the enclosing task; polled by hand, the
 * timeout stays Pending until it has ended.
 *
 * <p>Cancel safe if the inner future is: cancelling the timeout cancels it.
 */
@SuppressWarnings("exports") // the future is the wheel's node: one object a timer
public final class Timeout<T extends @Nullable Object> extends TimerEntry implements Future<T> {
    /*
     * RUNNING   --inner ready or failed-->  ENDED
     *           --deadline, inner cancelled or adopted-->  ENDED, throwing
     *           --deadline, nobody adopts--> EXPIRED --inner ended--> ENDED, throwing
     * RUNNING, EXPIRED --cancel, inner still cleans up--> CANCELLED --inner ended--> ENDED
     */
    private static final byte RUNNING = 0;
    private static final byte EXPIRED = 1;
    private static final byte CANCELLED = 2;
    private static final byte ENDED = 3;

    private @Nullable Future<? extends T> inner;
    private byte phase = RUNNING;

    Timeout(TimerWheel wheel, long deadline, long now, Future<? extends T> inner) {
        super(wheel, deadline, now);
        this.inner = Objects.requireNonNull(inner, "future");
    }

    /**
     * {@code future} with {@code duration} from now to be ready.
     *
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static <T extends @Nullable Object> Timeout<T> of(
            Duration duration, Future<? extends T> future) {
        long length = Nanos.of(duration);
        TimerWheel wheel = CurrentRuntime.require("timeout(duration, future)").wheel();
        long now = wheel.time().nanos();
        return new Timeout<>(wheel, Nanos.plus(now, length), now, future);
    }

    /**
     * {@code future} with the time until {@code deadline} to be ready.
     *
     * @throws IllegalStateException outside of any runtime, or if its timers are off
     */
    public static <T extends @Nullable Object> Timeout<T> at(
            Moment deadline, Future<? extends T> future) {
        long nanos = deadline.nanos();
        TimerWheel wheel = CurrentRuntime.require("timeoutAt(moment, future)").wheel();
        return new Timeout<>(wheel, nanos, wheel.time().nanos(), future);
    }

    /** When the time is up. */
    public Moment deadline() {
        return new Moment(deadlineNanos());
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        return switch (phase) {
            case RUNNING -> pollRunning(cx, inner());
            case EXPIRED -> pollExpired(cx, inner());
            case CANCELLED -> pollInner(cx, inner());
            default ->
                    throw new IllegalStateException(
                            "a timeout was polled after it had ended: await it once");
        };
    }

    private Poll<T> pollRunning(Context cx, Future<? extends T> inner) throws Exception {
        boolean hadBudget = cx.budget() > 0;
        Poll<T> result = pollInner(cx, inner);
        if (result.isReady() || !deadlineHasPassed(cx, hadBudget)) {
            return result;
        }
        if (CleanUp.release(inner, cx)) {
            throw elapsed();
        }
        phase = EXPIRED;
        return Poll.pending();
    }

    /** The timer's poll costs budget, unless it was the inner future that used it up. */
    private boolean deadlineHasPassed(Context cx, boolean hadBudget) {
        if (!hadBudget && cx.exhausted()) {
            return false;
        }
        rehome(PollingWheel.of(cx));
        if (!pollElapsed(cx.waker())) {
            return false;
        }
        if (cx.budget() > 0) {
            cx.spend();
        }
        return true;
    }

    private Poll<T> pollExpired(Context cx, Future<? extends T> inner) throws ElapsedException {
        if (!CleanUp.drive(inner, cx)) {
            return Poll.pending();
        }
        throw elapsed();
    }

    private Poll<T> pollInner(Context cx, Future<? extends T> inner) throws Exception {
        boolean pending = false;
        try {
            @SuppressWarnings("unchecked") // a Poll only gives its value
            Poll<T> result = (Poll<T>) inner.poll(cx);
            pending = result.isPending();
            return result;
        } finally {
            if (!pending) {
                end();
            }
        }
    }

    private ElapsedException elapsed() {
        end();
        return new ElapsedException(deadline());
    }

    private void end() {
        phase = ENDED;
        inner = null;
        disarm();
    }

    @Override
    public boolean cancel(Context cx) {
        if (phase == RUNNING) {
            disarm();
            if (CleanUp.cancel(inner(), cx)) {
                end();
            } else {
                phase = CANCELLED;
            }
        } else if (phase == EXPIRED) {
            phase = CANCELLED; // what the inner future throws is now its owner's to report
        }
        return phase == ENDED;
    }

    private Future<? extends T> inner() {
        return Objects.requireNonNull(inner);
    }

    @Override
    public String toString() {
        return "Timeout[at " + deadline() + ", " + inner + "]";
    }
}
