package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;
import yamanote.internal.util.Sited;
import yamanote.internal.waiter.Waiter;

/**
 * Aborts the tasks of a set, waits for their ends and drops their results; if it {@code closes},
 * nobody can enter any more. Once begun it is not cancelled.
 */
final class Drain extends Waiter implements Future<@Nullable Void> {
    private final Members members;
    private final boolean closes;
    private boolean begun;

    Drain(Members members, boolean closes) {
        this.members = members;
        this.closes = closes;
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        if (state() == ENDED) {
            throw new IllegalStateException(
                    "a close or shutdown was polled after it had ended; make a new one");
        }
        if (!begun) {
            begun = true;
            if (closes) {
                members.close();
            }
            members.abortAll();
        }
        while (!cx.exhausted()) {
            Member found = members.take(this, cx.waker());
            if (found != null) {
                cx.spend();
                found.isWanted();
                drop(found.task, cx);
            } else if (state() != Members.EMPTY) {
                break;
            } else {
                end();
                return Poll.ready(null);
            }
        }
        return Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        return !begun || state() == ENDED || poll(cx).isReady();
    }

    /** The result of a complete task that nobody will read: closed, or reported. */
    static void drop(Task task, Context cx) {
        if (!(task.payload() instanceof Ending.Claimable ending) || !ending.claim()) {
            return;
        }
        switch (ending) {
            case Ending.Failure failure ->
                    CleanUp.report(new Unread(failure.site()), failure.thrown(), cx);
            case Ending.OwnedValue owned ->
                    CleanUp.drop(new Unread(owned.value().getClass().getName()), owned.value(), cx);
        }
    }

    /** Stands for the future of a task that has ended, in a report. */
    private record Unread(String site) implements Future<@Nullable Void>, Sited {
        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            throw new AssertionError("only reported");
        }
    }
}
