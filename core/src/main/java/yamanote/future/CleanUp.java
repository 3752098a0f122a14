package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Cancellation;

/**
 * What an owner does with a future that it cancels: no method throws, whatever the future does; a
 * value is dropped, a failure reported. For whoever writes a future that polls other futures.
 */
public final class CleanUp {
    private CleanUp() {}

    /** Cancels; true if nothing remains to be driven by the caller. */
    public static boolean cancel(Future<?> future, Context cx) {
        try {
            return future.cancel(cx);
        } catch (Throwable t) {
            report(future, t, cx);
            return true;
        }
    }

    /** Cancels and hands what remains to the task; false if the caller must {@link #drive} it. */
    public static boolean release(Future<?> future, Context cx) {
        return cancel(future, cx) || cx.adopt(future);
    }

    /** Polls a future whose cancel was false; true once its clean-up has ended. */
    public static boolean drive(Future<?> cancelled, Context cx) {
        Object value;
        try {
            Poll<?> poll = cancelled.poll(cx);
            if (poll.isPending()) {
                return false;
            }
            value = ((Poll.Ready<?>) poll).value();
        } catch (Throwable t) {
            report(cancelled, t, cx);
            return true;
        }
        drop(cancelled, value, cx);
        return true;
    }

    /** Drops a value of {@code from} that nobody receives. */
    public static void drop(Future<?> from, @Nullable Object value, Context cx) {
        try {
            Owned.drop(value);
        } catch (Throwable t) {
            report(from, t, cx);
        }
    }

    /**
     * Reports a failure that nobody receives. The end of a cancellation is none, be it the own one
     * or that of a task that was awaited; but what closing threw on the way, or another task, may
     * be suppressed in it.
     */
    public static void report(Future<?> from, Throwable failure, Context cx) {
        if (failure instanceof Cancellation) {
            for (Throwable suppressed : failure.getSuppressed()) {
                report(from, suppressed, cx);
            }
        } else {
            cx.cleanUpFailed(from, failure);
        }
    }
}
