package yamanote.woven;

import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * Awaited in place of a cancelled future whose clean-up still goes on: drives it to its end, then
 * throws at the await. So inner clean-up ends before outer clean-up begins.
 */
record CancelJoin(Future<?> inner) implements Future<Object> {
    @Override
    public Poll<Object> poll(Context cx) {
        if (!CleanUp.drive(inner, cx)) {
            return Poll.pending();
        }
        throw new CancelledError();
    }
}
