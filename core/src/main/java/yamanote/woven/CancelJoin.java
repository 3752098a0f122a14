package yamanote.woven;

import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * Awaited in place of a cancelled future whose clean-up still goes on: drives it to its end, then
 * throws at the await. So inner clean-up ends before outer clean-up begins.
 */
record CancelJoin(Future<?> inner) implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) {
        try {
            if (inner.poll(cx) instanceof Poll.Ready<?> ready) {
                Owned.drop(ready.value());
            } else {
                return Poll.pending();
            }
        } catch (Throwable end) {
            Cancellation.report(inner, end, cx);
        }
        throw new CancelledError();
    }
}
