package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.util.Wrapped;

/** See {@link TaskTracker#trackFuture(Future)}. */
final class TrackedFuture<T extends @Nullable Object> implements Future<T>, Wrapped {
    private final Future<? extends T> future;
    private @Nullable TaskCount tasks;

    TrackedFuture(TaskCount tasks, Future<? extends T> future) {
        this.tasks = tasks;
        this.future = future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        boolean pending = false;
        try {
            @SuppressWarnings("unchecked") // a Poll only gives its value
            Poll<T> poll = (Poll<T>) future.poll(cx);
            pending = poll.isPending();
            return poll;
        } finally {
            if (!pending) {
                ended();
            }
        }
    }

    @Override
    public boolean cancel(Context cx) {
        boolean ended = true;
        try {
            ended = future.cancel(cx);
        } finally {
            if (ended) {
                ended();
            }
        }
        return ended;
    }

    private void ended() {
        TaskCount counted = tasks;
        tasks = null;
        if (counted != null) {
            counted.left();
        }
    }

    /** The future. */
    @Override
    public Object inner() {
        return future;
    }
}
