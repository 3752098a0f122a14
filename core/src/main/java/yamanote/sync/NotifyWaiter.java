package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.sync.Notify.Notified;

/** A wait for a notification: the future that is its own node, 40 bytes. */
final class NotifyWaiter extends Waiter implements Notified {
    /** Was taken out by notifyOne; passes it on if cancelled. */
    static final int GIVEN_TO_FIRST = 3;

    /** Was taken out by notifyLast; passes it on if cancelled. */
    static final int GIVEN_TO_LAST = 4;

    /** Complete, with nothing to pass on. Owner-only. */
    static final int COMPLETE = 5;

    private final NotifyQueue notify;

    /** The count of notifyWaiters at creation. */
    final int calls;

    NotifyWaiter(NotifyQueue notify, int calls) {
        this.notify = notify;
        this.calls = calls;
    }

    @Override
    public boolean enable() {
        if (state() == ENDED) {
            throw Misuse.ended("notified()");
        }
        if (advance(null) == QUEUED) {
            return false;
        }
        state(COMPLETE);
        return true;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (state() == ENDED) {
            throw Misuse.ended("notified()");
        }
        if (cx.exhausted() || advance(cx.waker()) == QUEUED) {
            return Poll.pending();
        }
        end();
        cx.spend();
        return Poll.ready(null);
    }

    private int advance(@Nullable Waker waker) {
        int state = state();
        return switch (state) {
            case NEW -> notify.register(this, waker);
            case QUEUED -> notify.renew(this, waker);
            default -> state;
        };
    }

    @Override
    public boolean cancel(Context cx) {
        int state = state();
        if (state == QUEUED) {
            state = notify.leave(this);
        }
        if (state != ENDED) {
            end();
        }
        if (state == GIVEN_TO_FIRST || state == GIVEN_TO_LAST) {
            notify.notifyOne(state);
        }
        return true;
    }
}
