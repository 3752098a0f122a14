package yamanote.stream;

import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * The early end of a stream, as a future that never throws. Idempotent: any number of these may be
 * polled for one stream, also after its end; one that has begun goes on if it is cancelled.
 */
final class Closing implements Future<@Nullable Void> {
    private final AsyncStream<?> stream;
    private boolean begun;
    private boolean ended;

    Closing(AsyncStream<?> stream) {
        this.stream = stream;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        return close(cx) ? Poll.ready(null) : Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        return !begun || close(cx);
    }

    /** True once nothing of the stream is left. */
    private boolean close(Context cx) {
        if (!ended) {
            ended = begin(cx) || drive(cx);
        }
        return ended;
    }

    private boolean begin(Context cx) {
        if (begun) {
            return false;
        }
        begun = true;
        try {
            return stream.cancel(cx);
        } catch (Throwable t) {
            CleanUp.report(this, t, cx);
            return true;
        }
    }

    /** Also after a first cancel that was false, which another Closing may have begun. */
    private boolean drive(Context cx) {
        for (; ; ) {
            Object item;
            try {
                Poll<?> polled = stream.pollNext(cx);
                if (polled.isPending()) {
                    return false;
                }
                item = ((Poll.Ready<?>) polled).value();
            } catch (Throwable t) {
                CleanUp.report(this, t, cx);
                return true;
            }
            if (item == null) {
                return true;
            }
            CleanUp.drop(this, item, cx);
        }
    }

    @Override
    public String toString() {
        return "the close of " + stream;
    }
}
