package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** See {@link TaskScope#join()}. */
final class ScopeJoin<R extends @Nullable Object> extends Waiter implements Future<R> {
    private final ScopeMembers<R> members;

    ScopeJoin(ScopeMembers<R> members) {
        this.members = members;
    }

    @Override
    public Poll<R> poll(Context cx) throws Exception {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "join() was polled after it had ended; make a new one for each await");
        }
        if (cx.exhausted() || !members.look(this, cx.waker())) {
            return Poll.pending();
        }
        end();
        cx.spend();
        return Poll.ready(members.result());
    }

    @Override
    public boolean cancel(Context cx) {
        members.leave(this);
        return true;
    }
}
