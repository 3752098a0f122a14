package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** See {@link TaskScope#closeAsync()}. */
final class ScopeClose extends Waiter implements Future<@Nullable Void> {
    private final ScopeMembers<?> members;
    private boolean begun;

    ScopeClose(ScopeMembers<?> members) {
        this.members = members;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws Exception {
        if (!advance(cx)) {
            return Poll.pending();
        }
        Throwable unthrown = members.undelivered();
        if (unthrown != null) {
            throw JoinHandle.exceptionOrThrow(unthrown);
        }
        return Poll.ready(null);
    }

    private boolean advance(Context cx) {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "a close was polled after it had ended; make a new one");
        }
        if (!begun) {
            begun = true;
            members.close();
            members.abortAll();
        }
        if (cx.exhausted() || !members.look(this, cx.waker())) {
            return false;
        }
        end();
        cx.spend();
        return true;
    }

    @Override
    public boolean cancel(Context cx) {
        if (!begun || state() == ENDED) {
            return true;
        }
        if (!advance(cx)) {
            return false;
        }
        Throwable unthrown = members.undelivered();
        if (unthrown != null) {
            CleanUp.report(this, unthrown, cx);
        }
        return true;
    }
}
