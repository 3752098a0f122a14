package yamanote.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;

/**
 * A task as a {@code CompletableFuture}; see {@link JoinHandle#toCompletableFuture()}.
 *
 * <p>Two may complete it: the task at its end, and whoever holds it. The first one wins; a holder
 * that wins aborts the task, which does nothing to one that has ended. What the task then still
 * ends with counts as unread.
 */
final class TaskCompletion<T extends @Nullable Object> extends CompletableFuture<T> {
    private static final VarHandle TOLD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "told",
                    VarHandle.class,
                    TaskCompletion.class,
                    boolean.class);

    private final Task task;

    /** Whether the end of the task has come here: its waker and its creator may both bring it. */
    @SuppressWarnings("unused") // by TOLD
    private boolean told;

    private TaskCompletion(Task task) {
        this.task = task;
    }

    static <T extends @Nullable Object> CompletableFuture<T> of(Task task) {
        TaskCompletion<T> completion = new TaskCompletion<>(task);
        if (task.register(null, Waker.of(completion::taskEnded)) == null) {
            completion.taskEnded();
        }
        return completion;
    }

    private void taskEnded() {
        if (isDone() || !TOLD.compareAndSet(this, false, true)) {
            return;
        }
        switch (task.payload()) {
            case Ending.Cancelled _ -> super.cancel(false);
            case Ending.Failure failure -> {
                if (super.completeExceptionally(failure.thrown())) {
                    failure.claim();
                }
            }
            case Ending.OwnedValue owned -> {
                // Claimed first: once it is delivered, nobody may close it any more.
                boolean unread = owned.claim();
                if (!super.complete(JoinHandle.value(owned.value())) && unread) {
                    owned.value().close();
                }
            }
            case null, default -> super.complete(JoinHandle.value(task.payload()));
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return aborting(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean complete(T value) {
        return aborting(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return aborting(super.completeExceptionally(failure));
    }

    private boolean aborting(boolean first) {
        if (first) {
            task.abort();
        }
        return first;
    }

    /** What is derived from this has no task. */
    @Override
    public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
