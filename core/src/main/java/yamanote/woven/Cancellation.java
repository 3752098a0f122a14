package yamanote.woven;

import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The steps of a cancellation that a machine takes on behalf of what it awaits. */
final class Cancellation {
    /** Awaited in place of a future that has been cancelled: throws at the await. */
    static final Future<?> DELIVER =
            new Future<Object>() {
                @Override
                public Poll<Object> poll(Context cx) {
                    throw new CancelledError();
                }

                @Override
                public String toString() {
                    return "cancellation";
                }
            };

    private Cancellation() {}

    /** Cancels a child; a hand-written one that throws, though it must not, counts as finished. */
    static boolean cancel(Future<?> child, Context cx) {
        try {
            return child.cancel(cx);
        } catch (Throwable failure) {
            cx.cleanUpFailed(child, failure);
            return true;
        }
    }

    /**
     * Reports what a cancelled future ended with. {@link CancelledError} is as it should be, but
     * what closing threw on the way may be suppressed in it.
     */
    static void report(Future<?> cancelled, Throwable end, Context cx) {
        if (end instanceof CancelledError) {
            for (Throwable suppressed : end.getSuppressed()) {
                report(cancelled, suppressed, cx);
            }
        } else {
            cx.cleanUpFailed(cancelled, end);
        }
    }
}
