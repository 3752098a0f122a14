package yamanote.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.util.OwnedList;
import yamanote.internal.waiter.Waiter;

/**
 * The values of all tasks of a set. The first failure aborts the others, and is thrown when they
 * have ended; a cancel aborts them, too, and is over when they have ended.
 */
final class JoinAll<T extends @Nullable Object> extends Waiter implements Future<List<T>> {
    private final Members members;
    private @Nullable ArrayList<@Nullable Object> values = new ArrayList<>();
    private @Nullable Throwable failure;
    private boolean begun;
    private boolean cancelled;

    JoinAll(Members members) {
        this.members = members;
    }

    @Override
    public Poll<List<T>> poll(Context cx) throws Exception {
        if (state() == ENDED) {
            throw new IllegalStateException("joinAll() was polled after it had ended");
        }
        begun = true;
        if (!advance(cx)) {
            return Poll.pending();
        }
        Throwable thrown = cancelled ? new CancelledError() : failure;
        if (thrown != null) {
            throw JoinHandle.exceptionOrThrow(thrown);
        }
        List<@Nullable Object> all = values == null ? List.of() : values;
        values = null;
        return Poll.ready(new OwnedList<>(all.toArray()));
    }

    /** True once nobody is left. */
    private boolean advance(Context cx) {
        while (!cx.exhausted()) {
            Member found = members.take(this, cx.waker());
            if (found != null) {
                cx.spend();
                accept(found, cx);
            } else if (state() != Members.EMPTY) {
                break;
            } else {
                end();
                return true;
            }
        }
        return false;
    }

    private void accept(Member found, Context cx) {
        if (cancelled) {
            Drain.drop(found.task, cx);
            return;
        }
        switch (JoinHandle.outcome(found.task)) {
            case Outcome.Ok<?>(var value) -> {
                if (values == null) {
                    CleanUp.drop(this, value, cx);
                } else {
                    values.add(value);
                }
            }
            case Outcome.Failed<?>(var thrown) -> failed(thrown, cx);
            case Outcome.Cancelled<?> _ -> {
                if (failure == null) {
                    failed(new TaskCancelledException("a task of the set was cancelled"), cx);
                }
            }
        }
    }

    private void failed(Throwable thrown, Context cx) {
        if (failure != null) {
            if (failure != thrown) {
                failure.addSuppressed(thrown);
            }
            return;
        }
        failure = thrown;
        dropValues(cx);
        members.abortAll();
    }

    private void dropValues(Context cx) {
        List<@Nullable Object> dropped = values;
        values = null;
        if (dropped != null) {
            for (Object value : dropped) {
                CleanUp.drop(this, value, cx);
            }
        }
    }

    @Override
    public boolean cancel(Context cx) {
        if (!begun || state() == ENDED) {
            end();
            return true;
        }
        if (!cancelled) {
            cancelled = true;
            dropValues(cx);
            Throwable unthrown = failure;
            if (unthrown != null) {
                CleanUp.report(this, unthrown, cx);
            }
            members.abortAll();
        }
        return advance(cx);
    }
}
