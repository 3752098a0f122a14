package yamanote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.Future;
import yamanote.time.Interval;
import yamanote.time.Moment;
import yamanote.time.Sleep;
import yamanote.time.Timeout;

/** The statics of the runtime: {@code import static yamanote.Async.*;}. Delegation only. */
public final class Async {
    private Async() {}

    /**
     * A future over {@code body}; nothing runs until it is polled. Mirrors {@code async { }}.
     *
     * <p>In a method that returns {@code Future<Void>}, {@code return async(() -> list.add(x));}
     * chooses the valued form; write braces: {@code async(() -> { list.add(x); })}.
     */
    public static <T extends @Nullable Object> Future<T> async(AsyncBody<T> body) {
        return body.start();
    }

    /** A future over {@code action}; nothing runs until it is polled. */
    public static Future<@Nullable Void> async(AsyncAction action) {
        return action.start();
    }

    /** Waits for {@code duration}, in steps of 1 ms, never less. See {@link Sleep}. */
    public static Sleep sleep(Duration duration) {
        return Sleep.of(duration);
    }

    /** Waits until {@code deadline}. See {@link Sleep}. */
    public static Sleep sleepUntil(Moment deadline) {
        return Sleep.until(deadline);
    }

    /**
     * {@code future}, cancelled with an {@link yamanote.time.ElapsedException} (a {@link
     * java.util.concurrent.TimeoutException}) if it is not ready within {@code duration}. A {@code
     * JoinHandle} that times out is detached, its task is not aborted. See {@link Timeout}.
     */
    public static <T extends @Nullable Object> Future<T> timeout(
            Duration duration, Future<? extends T> future) {
        return Timeout.of(duration, future);
    }

    /** {@code body} with {@code duration} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeout(
            Duration duration, AsyncBody<? extends T> body) {
        return Timeout.of(duration, body.start());
    }

    /** {@code action} with {@code duration} to be ready. */
    public static Future<@Nullable Void> timeout(Duration duration, AsyncAction action) {
        return Timeout.of(duration, action.start());
    }

    /** {@code future} with the time until {@code deadline} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeoutAt(
            Moment deadline, Future<? extends T> future) {
        return Timeout.at(deadline, future);
    }

    /** {@code body} with the time until {@code deadline} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeoutAt(
            Moment deadline, AsyncBody<? extends T> body) {
        return Timeout.at(deadline, body.start());
    }

    /** {@code action} with the time until {@code deadline} to be ready. */
    public static Future<@Nullable Void> timeoutAt(Moment deadline, AsyncAction action) {
        return Timeout.at(deadline, action.start());
    }

    /** A tick now and then every {@code period}. See {@link Interval}. */
    public static Interval interval(Duration period) {
        return Interval.every(period);
    }
}
