package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** See {@link CancellationToken#cancelled()}. */
final class CancelledWaiter extends Waiter implements Future<@Nullable Void> {
    private final TokenNode token;

    CancelledWaiter(TokenNode token) {
        this.token = token;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "cancelled() was polled after it had ended; make a new one for each await");
        }
        if (cx.exhausted() || !token.join(this, cx.waker())) {
            return Poll.pending();
        }
        end();
        cx.spend();
        return Poll.ready(null);
    }

    @Override
    public boolean cancel(Context cx) {
        token.leave(this);
        return true;
    }
}
