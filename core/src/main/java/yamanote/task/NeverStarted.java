package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** What comes too late: the future is cancelled in place of its first poll, within a task. */
final class NeverStarted<T extends @Nullable Object> implements Future<T> {
    private final @Nullable Future<? extends T> future;
    private boolean cancelled;

    NeverStarted(@Nullable Future<? extends T> future) {
        this.future = future;
    }

    @Override
    public Poll<T> poll(Context cx) {
        if (!cancel(cx)) {
            return Poll.pending();
        }
        throw new CancelledError();
    }

    @Override
    public boolean cancel(Context cx) {
        if (future == null) {
            return true;
        }
        if (cancelled) {
            return CleanUp.drive(future, cx);
        }
        cancelled = true;
        return CleanUp.cancel(future, cx);
    }
}
