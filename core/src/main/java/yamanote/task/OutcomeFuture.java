package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** See {@link JoinHandle#outcome()}. */
record OutcomeFuture<T extends @Nullable Object>(JoinHandle<T> handle)
        implements Future<Outcome<T>> {
    @Override
    public Poll<Outcome<T>> poll(Context cx) {
        return handle.isReady(cx) ? Poll.ready(handle.end()) : Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        handle.detach();
        return true;
    }
}
