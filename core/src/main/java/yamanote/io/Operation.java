package yamanote.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * A future that goes on with one operation in each poll, and lets go of what it holds at its end.
 */
abstract class Operation<T extends @Nullable Object> implements Future<T> {
    private boolean ended;

    /** Goes on until the operation is over or has to wait. */
    abstract Poll<T> step(Context cx) throws IOException;

    /** The end, also by a failure or a cancel; called once. */
    void release() {}

    @Override
    public final Poll<T> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException(
                    "this operation on a stream has ended: make a new one for the next bytes");
        }
        boolean pending = false;
        try {
            Poll<T> polled = step(cx);
            pending = polled.isPending();
            return polled;
        } finally {
            if (!pending) {
                end();
            }
        }
    }

    @Override
    public final boolean cancel(Context cx) {
        if (!ended) {
            end();
        }
        return true;
    }

    private void end() {
        ended = true;
        release();
    }
}
