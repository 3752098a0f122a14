package yamanote.task;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Task;

/**
 * Structured concurrency: tasks that do not outlive a block. What the JDK's {@code
 * StructuredTaskScope} is for threads.
 *
 * <pre>{@code
 * try (var scope = TaskScope.create()) {
 *     JoinHandle<User> user = scope.spawn(fetchUser(id));
 *     JoinHandle<List<Post>> posts = scope.spawn(fetchPosts(id));
 *     scope.join().await();
 *     return new Page(user.await(), posts.await());
 * }
 * }</pre>
 *
 * <p>The close at the end of the block is awaited in an async body: it aborts what still runs and
 * ends when all has ended, clean-ups included. So a body that fails, or is cancelled, takes its
 * tasks with it, and scopes nest: a task's own scope ends before the task does. A scope that is
 * never closed aborts nothing.
 *
 * <p>Three policies say when {@link #join} is decided, which aborts the rest at once:
 *
 * <ul>
 *   <li>{@link #create()}: by the first failure, else when no task is left. A failure that {@code
 *       join} has not thrown is thrown by the close, so that none is lost.
 *   <li>{@link #collectAll()}: when no task is left; gives the outcomes and throws none of them.
 *   <li>{@link #firstSuccess()}: by the first value, else when no task is left.
 * </ul>
 *
 * <p>A task that was aborted by its handle is no failure. Any thread may spawn, the tasks inside as
 * well; nothing of a future that comes after the decision runs, its handle ends as cancelled. But
 * for {@code collectAll} a scope keeps nothing of a task that has ended, so it may live as long as
 * a server.
 *
 * @param <T> what all tasks give
 * @param <R> what {@link #join} gives
 */
public final class TaskScope<T extends @Nullable Object, R extends @Nullable Object>
        implements AsyncCloseable {
    private final ScopeMembers<R> members;

    private TaskScope(ScopeMembers<R> members) {
        this.members = members;
    }

    /** A scope in which the first failure aborts the rest and is thrown by {@link #join}. */
    public static <T extends @Nullable Object> TaskScope<T, @Nullable Void> create() {
        return new TaskScope<>(new ScopePolicies.FailFast());
    }

    /** A scope whose {@link #join} gives the outcomes of all tasks in the order of spawning. */
    public static <T extends @Nullable Object> TaskScope<T, List<Outcome<T>>> collectAll() {
        return new TaskScope<>(new ScopePolicies.CollectAll<T>());
    }

    /**
     * A scope in which the first value aborts the rest and is given by {@link #join}; without one
     * that throws the first failure, the others' suppressed in it.
     */
    public static <T extends @Nullable Object> TaskScope<T, T> firstSuccess() {
        return new TaskScope<>(new ScopePolicies.FirstSuccess<T>());
    }

    /**
     * Starts {@code future} as a task of this scope on the current runtime.
     *
     * @throws IllegalStateException outside of a runtime, or if the scope is closed
     */
    public <U extends T> JoinHandle<U> spawn(Future<? extends U> future) {
        Objects.requireNonNull(future, "future");
        RuntimeCore runtime = CurrentRuntime.require("scope.spawn");
        Future<?> started = members.isDecided() ? new NeverStarted<>(future) : future;
        return added(members.spawn(runtime, started));
    }

    /** {@link #spawn(Future)} of a body. */
    public <U extends T> JoinHandle<U> spawn(AsyncBody<U> body) {
        return spawn(body.start());
    }

    /** {@link #spawn(Future)} of an action, whose value is null. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is of every type
    public JoinHandle<@Nullable Void> spawnAction(AsyncAction action) {
        return (JoinHandle<@Nullable Void>) spawn((Future<? extends T>) action.start());
    }

    /**
     * Starts {@code future} as a task that stays where this one is; see {@code Async.spawnLocal}.
     */
    public <U extends T> JoinHandle<U> spawnLocal(Future<? extends U> future) {
        Objects.requireNonNull(future, "future");
        return start(() ->
                CurrentRuntime.spawnLocal(
                        members.isDecided() ? new NeverStarted<>(future) : future));
    }

    /** {@link #spawnLocal(Future)} of a body. */
    public <U extends T> JoinHandle<U> spawnLocal(AsyncBody<U> body) {
        return spawnLocal(body.start());
    }

    /** Runs {@code call} on the blocking pool; see {@code Async.spawnBlocking}. */
    public <U extends T> JoinHandle<U> spawnBlocking(Callable<U> call) {
        Objects.requireNonNull(call, "call");
        RuntimeCore runtime = CurrentRuntime.require("scope.spawnBlocking");
        return start(() ->
                members.isDecided()
                        ? runtime.spawn(new NeverStarted<>(null))
                        : runtime.spawnBlocking(call, Kind.ORDINARY));
    }

    private <U extends T> JoinHandle<U> start(Supplier<Task> starter) {
        return added(members.start(starter));
    }

    private <U extends T> JoinHandle<U> added(Task task) {
        members.add(new Member(members, task));
        return JoinHandle.of(task);
    }

    /**
     * Waits until the scope's policy has decided, and gives what it says; as often as you like. It
     * does not wait for what was aborted by the decision: the close does. Cancel safe: the tasks go
     * on.
     *
     * @throws IllegalStateException in {@link #firstSuccess}, if there never was a task
     */
    @CancelSafety(NOTHING_LOST)
    public Future<R> join() {
        return new ScopeJoin<>(members);
    }

    /** Tasks that have not ended. */
    public int size() {
        return members.size();
    }

    /** Whether {@link #size} is 0. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Aborts all tasks and ends when all have ended. From then on a spawn throws {@link
     * IllegalStateException}. Once begun it is not cancelled. Fails, in a scope of {@link #create},
     * with the first failure, if {@link #join} has not thrown it.
     */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new ScopeClose(members);
    }

    @Override
    public String toString() {
        return "TaskScope[size=" + size() + "]";
    }
}
