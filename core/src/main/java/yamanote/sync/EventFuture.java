package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;

/**
 * A future that looks at its source and waits in an {@link EventQueue} while there is no news: the
 * node is the future itself. If cancelled, nothing is lost. It lets go of the source, which is what
 * marks its end, when it has ended.
 */
abstract class EventFuture<S, R extends @Nullable Object> extends Waiter implements Future<R> {
    private @Nullable S source;

    /** The queue's count of events when this joined it. Under the lock. */
    int event;

    EventFuture(S source) {
        this.source = source;
    }

    /** The method of the user that made this. */
    abstract String name();

    abstract EventQueue queue(S source);

    /** The answer, if there is one now; takes no lock of the queue. */
    abstract Poll<R> look(S source) throws Exception;

    /** Whether {@link #look} would be pending. Under the lock of the queue. */
    abstract boolean isIdle(S source);

    /** Called when this has joined the queue, under its lock. */
    void joined(S source) {}

    @Override
    public final Poll<R> poll(Context cx) throws Exception {
        S from = source;
        if (from == null) {
            throw Misuse.ended(name());
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        source = null;
        try {
            Poll<R> found = look(from);
            if (found == (Object) Poll.<R>pending()) {
                found = lookOrWait(from, cx);
            }
            return found;
        } finally {
            if (source == null) {
                // Not only NEW: the look may overtake the event that it is the answer to.
                leave(from);
                cx.spend();
            }
        }
    }

    /** After a look without an answer; restores the source if it stays pending. */
    private Poll<R> lookOrWait(S from, Context cx) throws Exception {
        Waker waker = cx.waker();
        // QUEUED: the wake is still to come, even if there is news already.
        while (!(state() == QUEUED && wakes(waker))) {
            int joined = queue(from).join(this, from, waker);
            if (joined == EventQueue.NEWS) {
                Poll<R> found = look(from);
                if (found != (Object) Poll.<R>pending()) {
                    return found;
                }
                // News that were no answer are progress, too: a source may have no end of them.
                cx.spend();
                if (!cx.exhausted()) {
                    continue;
                }
            } else if (joined == EventQueue.LEAVING) {
                cx.defer();
            }
            break;
        }
        source = from;
        return Poll.pending();
    }

    @Override
    public final boolean cancel(Context cx) {
        S from = source;
        source = null;
        if (from != null) {
            leave(from);
        }
        return true;
    }

    private void leave(S from) {
        if (state() != NEW) {
            queue(from).leave(this);
        }
        waker(null);
    }
}
