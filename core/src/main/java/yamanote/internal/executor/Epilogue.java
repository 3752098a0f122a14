package yamanote.internal.executor;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Future;
import yamanote.internal.util.Wrapped;

/**
 * What a task drives beyond its plain future: clean-ups that it has adopted, and its own future
 * once that was cancelled and goes on cleaning up. In place of the future as the task's payload.
 *
 * <p>The result is settled by the main future alone and kept here until the clean-ups have ended,
 * too. Aborting the task cancels the main future; clean-ups go on.
 */
final class Epilogue implements Wrapped {
    private final ArrayList<Future<?>> cleanUps = new ArrayList<>(2);
    private @Nullable Future<?> main;
    private boolean cancelled;
    private @Nullable Object result = TaskExecutor.PENDING;

    void add(Future<?> cleanUp) {
        cleanUps.add(cleanUp);
    }

    /** The main future's cancel was Pending. */
    void cancelled() {
        cancelled = true;
    }

    /** The main future, or null once it has ended. */
    @Nullable Future<?> main() {
        return main;
    }

    /** After the first poll or cancel that made this necessary. */
    @Nullable Object begin(Future<?> future, @Nullable Object first) {
        if (first == TaskExecutor.PENDING) {
            main = future;
        } else {
            result = first;
        }
        return resultIfAllEnded();
    }

    @Nullable Object poll(TaskContext cx) {
        pollCleanUps(cx);
        pollMain(cx);
        return resultIfAllEnded();
    }

    @Nullable Object cancel(TaskContext cx) {
        pollCleanUps(cx);
        Future<?> future = main;
        if (future == null || cancelled) {
            pollMain(cx);
        } else {
            cancelled = true;
            settle(TaskExecutor.cancel(future, cx));
        }
        return resultIfAllEnded();
    }

    private void pollMain(TaskContext cx) {
        Future<?> future = main;
        if (future != null) {
            Object ending = TaskExecutor.poll(future, cx);
            boolean undelivered = cancelled && ending != TaskExecutor.PENDING;
            settle(undelivered ? TaskExecutor.drop(ending, future, cx) : ending);
        }
    }

    private void settle(@Nullable Object ending) {
        if (ending != TaskExecutor.PENDING) {
            main = null;
            result = ending;
        }
    }

    /** By index: a clean-up may adopt further ones. */
    private void pollCleanUps(TaskContext cx) {
        for (int i = 0; i < cleanUps.size(); ) {
            if (CleanUp.drive(cleanUps.get(i), cx)) {
                cleanUps.remove(i);
            } else {
                i++;
            }
        }
    }

    /** Of what has not ended yet. */
    @Override
    public @Nullable Object inner() {
        return main != null || cleanUps.isEmpty() ? main : cleanUps.getFirst();
    }

    private @Nullable Object resultIfAllEnded() {
        return cleanUps.isEmpty() ? result : TaskExecutor.PENDING;
    }
}
