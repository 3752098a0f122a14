package yamanote.future;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Wrapped;

/**
 * See {@link Future#pinned()}. Cancelling the view, like {@code byRef}, leaves the future alone.
 */
final class PinnedFuture<T extends @Nullable Object> implements Pinned<T>, Wrapped {
    private final Future<T> future;
    private boolean cancelled;
    private boolean ended;

    PinnedFuture(Future<T> future) {
        this.future = future;
    }

    @Override
    public Object inner() {
        return future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (cancelled) {
            throw new IllegalStateException("a pinned future is polled after its close");
        }
        ended = true;
        Poll<T> poll = future.poll(cx);
        ended = poll != (Object) Poll.Pending.INSTANCE;
        return poll;
    }

    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Closing();
    }

    /** True once nothing of the future is left. */
    private boolean close(Context cx) {
        if (!ended) {
            ended = cancelled ? CleanUp.drive(future, cx) : CleanUp.cancel(future, cx);
            cancelled = true;
        }
        return ended;
    }

    /** Idempotent: any number of these may be polled, also after the end. */
    private final class Closing implements Future<@Nullable Void> {
        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            return close(cx) ? Poll.ready(null) : Poll.pending();
        }

        /** A clean-up that has begun goes on. */
        @Override
        public boolean cancel(Context cx) {
            return !cancelled || close(cx);
        }
    }
}
