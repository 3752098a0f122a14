package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.waiter.Waiter;

/** See {@link TaskTracker#allDone()}. */
final class AllDone extends Waiter implements Future<@Nullable Void> {
    private final TaskCount tasks;

    /** How often the tracker was done before. */
    final int times;

    AllDone(TaskCount tasks, int times) {
        this.tasks = tasks;
        this.times = times;
    }

    /** Under the lock: whether this leaves the line, and notes that it does. */
    boolean isRelease(int now) {
        if (times == now) {
            return false;
        }
        state(TaskCount.RELEASED);
        return true;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "allDone() was polled after it had ended; make a new one for each await");
        }
        if (cx.exhausted() || !tasks.isDoneSince(times) && tasks.join(this, cx.waker())) {
            return Poll.pending();
        }
        tasks.leave(this);
        cx.spend();
        return Poll.ready(null);
    }

    @Override
    public boolean cancel(Context cx) {
        tasks.leave(this);
        return true;
    }
}
