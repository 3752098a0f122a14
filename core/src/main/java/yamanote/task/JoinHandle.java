package yamanote.task;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Eager;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Joiner;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;

/**
 * A spawned task, seen by whoever spawned it: a future of its result. Mirrors {@code
 * tokio::task::JoinHandle}.
 *
 * <p>The task runs whether or not anybody holds or polls this; a dropped handle detaches. So does
 * {@link #cancel}: a handle that loses in {@code select} or runs into a {@code timeout} leaves its
 * task alone, and may be awaited again. {@link #abort()} ends the task.
 *
 * <p>Everything before {@code spawn} happens-before the task's first poll, each poll happens-before
 * the next, whatever thread it is on, and everything in the task happens-before what follows the
 * await that returned its result.
 *
 * <p>Await it as often as you like, also after it has ended: it repeats its outcome. One owner at a
 * time, like every future; {@link #outcome()} and {@link #abortHandle()} make views for others.
 * Cancel safety: nothing is lost.
 */
@CancelSafety(NOTHING_LOST)
@Eager
public final class JoinHandle<T extends @Nullable Object> implements Future<T> {
    private final Task task;
    private @Nullable Joiner joiner;

    private JoinHandle(Task task) {
        this.task = task;
    }

    /**
     * For the runtime.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public static <T extends @Nullable Object> JoinHandle<T> of(Task task) {
        return new JoinHandle<>(task);
    }

    /**
     * The task's value.
     *
     * @throws Exception what the task threw, the same instance each time
     * @throws TaskCancelledException if the task was cancelled
     */
    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (!isReady(cx)) {
            return Poll.pending();
        }
        Object payload = task.payload();
        if (!(payload instanceof Ending)) {
            return Poll.ready(value(payload));
        }
        return switch (ending(task)) {
            case null -> Poll.ready(value(payload));
            case Ending.OwnedValue owned -> Poll.ready(value(owned.value()));
            case Ending.Cancelled _ -> throw new TaskCancelledException("the task was cancelled");
            case Ending.Failure failure -> throw exceptionOrThrow(failure.thrown());
        };
    }

    /** Detaches from the task, which goes on. Always finished at once. */
    @Override
    public boolean cancel(Context cx) {
        detach();
        return true;
    }

    /**
     * How the task ended; never throws for the task. A view of its own: may be awaited elsewhere.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<Outcome<T>> outcome() {
        return new OutcomeFuture<>(new JoinHandle<>(task));
    }

    /**
     * The task for code of {@code CompletionStage}s: completed with the task's value or the very
     * exception, cancelled if the task was. Whoever cancels or completes it before the task has
     * ended, {@code orTimeout} included, aborts the task and goes on at once; the clean-up follows.
     * A failure handed over here counts as read.
     *
     * <p>Dependents without {@code Async} in their name run on the thread that ends the task: they
     * must not block. The other way is {@link yamanote.future.Futures#fromCompletionStage}.
     */
    public CompletableFuture<T> toCompletableFuture() {
        return TaskCompletion.of(task);
    }

    /**
     * Cancels the task: at its next poll its future is cancelled, on the runtime's thread; its
     * clean-up runs, then this ends as cancelled. Any thread, any number of times. A value that is
     * ready by then wins; after the end nothing happens. A blocking job that has begun is
     * interrupted.
     */
    public void abort() {
        task.abort();
    }

    /** Whether the task has ended. */
    public boolean isFinished() {
        return task.isComplete();
    }

    /** The task's number. */
    public TaskId id() {
        return new TaskId(task.id());
    }

    /** A view for whoever may abort the task but not read its result. */
    public AbortHandle abortHandle() {
        return new AbortHandle(task);
    }

    @Override
    public String toString() {
        return "JoinHandle[" + (isFinished() ? "ended" : Sites.of(task.payload())) + "]";
    }

    /** Costs one unit of the budget when ready. */
    boolean isReady(Context cx) {
        if (cx.exhausted()) {
            return false;
        }
        if (!task.isComplete()) {
            joiner = task.register(joiner, cx.waker());
            if (joiner != null) {
                return false;
            }
        }
        cx.spend();
        return true;
    }

    void detach() {
        if (joiner != null) {
            joiner.detach();
            joiner = null;
        }
    }

    Outcome<T> end() {
        return outcome(task);
    }

    /** How the complete {@code task} ended; it counts as read now. */
    static <T extends @Nullable Object> Outcome<T> outcome(Task task) {
        return switch (ending(task)) {
            case null -> new Outcome.Ok<>(value(task.payload()));
            case Ending.OwnedValue owned -> new Outcome.Ok<>(value(owned.value()));
            case Ending.Cancelled _ -> new Outcome.Cancelled<>();
            case Ending.Failure failure -> new Outcome.Failed<>(failure.thrown());
        };
    }

    /** The task, for a set that takes it over. */
    Task task() {
        return task;
    }

    /** What the complete task ended with, if not with a plain value; it counts as read now. */
    private static @Nullable Ending ending(Task task) {
        if (!(task.payload() instanceof Ending ending)) {
            return null;
        }
        if (ending instanceof Ending.Claimable claimable) {
            claimable.claim();
        }
        return ending;
    }

    static Exception exceptionOrThrow(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof Exception e ? e : new ExecutionException(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"})
    static <T extends @Nullable Object> T value(@Nullable Object value) {
        return (T) value;
    }
}
