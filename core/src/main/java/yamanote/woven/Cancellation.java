package yamanote.woven;

import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** What a cancelled body awaits instead of what it awaited. */
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
}
