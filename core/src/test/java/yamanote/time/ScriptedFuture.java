package yamanote.time;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** A future that does at each poll what a test has queued; Pending when nothing is queued. */
final class ScriptedFuture<T extends @Nullable Object> implements Future<T> {
    final Queue<Callable<Poll<T>>> polls = new ArrayDeque<>();
    boolean cancelFinishes = true;
    boolean usesUpBudget;
    int polled;
    int cancelled;

    ScriptedFuture<T> then(Callable<Poll<T>> poll) {
        polls.add(poll);
        return this;
    }

    ScriptedFuture<T> cleaningUpAsynchronously() {
        cancelFinishes = false;
        return this;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        polled++;
        if (usesUpBudget) {
            while (!cx.exhausted()) {
                cx.spend();
            }
        }
        Callable<Poll<T>> next = polls.poll();
        return next == null ? Poll.pending() : next.call();
    }

    @Override
    public boolean cancel(Context cx) {
        cancelled++;
        return cancelFinishes;
    }
}
