package yamanote.task;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;

/**
 * Owner of tasks whose results come in the order of their ends. Mirrors {@code
 * tokio::task::JoinSet}.
 *
 * <pre>{@code
 * try (var set = JoinSet.<User>create()) {
 *     for (long id : ids) {
 *         set.spawn(fetchUser(id));
 *     }
 *     while (set.joinNext().await() instanceof Outcome<User> outcome) {
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>The close is awaited: it aborts what still runs and ends when all have ended. Where Tokio's
 * set aborts its tasks when it is dropped, this one does when it is closed, and only then: a set
 * that is forgotten leaves its tasks running, like dropped handles. Results that nobody has taken
 * by then are dropped: an {@code Owned} value is closed, a failure goes to {@code
 * onUnhandledFailure}.
 *
 * <p>A set keeps each result until it is taken; for tasks whose results nobody takes use a {@link
 * TaskTracker}. Any thread may call any method. Several may wait for results, each of which goes to
 * one of them. A spawn allocates one object of 40 bytes beside the task and its handle.
 */
public final class JoinSet<T extends @Nullable Object> implements AsyncCloseable {
    private final Members members = new Members("JoinSet");

    private JoinSet() {}

    /** An empty set. */
    public static <T extends @Nullable Object> JoinSet<T> create() {
        return new JoinSet<>();
    }

    /**
     * Starts {@code future} as a task of the current runtime; see {@code Async.spawn}.
     *
     * @throws IllegalStateException outside of a runtime, or if the set is closed
     */
    public AbortHandle spawn(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        RuntimeCore runtime = CurrentRuntime.require("set.spawn");
        return members.add(new Member(members, members.spawn(runtime, future)));
    }

    /** {@link #spawn(Future)} of a body. */
    public AbortHandle spawn(AsyncBody<T> body) {
        return spawn(body.start());
    }

    /** {@link #spawn(Future)} of an action, whose value is null. */
    @SuppressWarnings({"unchecked", "NullAway"}) // null is of every type
    public AbortHandle spawnAction(AsyncAction action) {
        return spawn((Future<? extends T>) action.start());
    }

    /**
     * Starts {@code future} as a task that stays where this one is; see {@code Async.spawnLocal}.
     *
     * @throws IllegalStateException where {@code spawnLocal} does, or if the set is closed
     */
    public AbortHandle spawnLocal(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        return members.add(
                new Member(members, members.start(() -> CurrentRuntime.spawnLocal(future))));
    }

    /** {@link #spawnLocal(Future)} of a body. */
    public AbortHandle spawnLocal(AsyncBody<T> body) {
        return spawnLocal(body.start());
    }

    /** Runs {@code call} on the blocking pool; see {@code Async.spawnBlocking}. */
    public AbortHandle spawnBlocking(Callable<? extends T> call) {
        Objects.requireNonNull(call, "call");
        RuntimeCore runtime = CurrentRuntime.require("set.spawnBlocking");
        return members.add(
                new Member(
                        members, members.start(() -> runtime.spawnBlocking(call, Kind.ORDINARY))));
    }

    /**
     * Takes over a task that runs already, or has ended: {@code set.add(handle.spawn(…))} is what
     * Tokio calls {@code spawn_on}, and likewise for local tasks of a set and for blocking jobs.
     */
    public AbortHandle add(JoinHandle<? extends T> handle) {
        return members.add(new Member(members, members.start(handle::task)));
    }

    /**
     * The outcome of the next task that ends, or of one that has; null if no task is left. Costs
     * one unit of the budget. Cancel safe: no outcome is lost.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Outcome<T>> joinNext() {
        return new NextMember<>(members, member -> JoinHandle.outcome(member.task));
    }

    /** {@link #joinNext} with the task's number. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable EndedTask<T>> joinNextWithId() {
        return new NextMember<>(members, EndedTask::of);
    }

    /** The outcome of a task that has ended; null if there is none. Not subject to the budget. */
    public @Nullable Outcome<T> tryJoinNext() {
        return NextMember.now(members, member -> JoinHandle.<T>outcome(member.task));
    }

    /** {@link #tryJoinNext} with the task's number. */
    public @Nullable EndedTask<T> tryJoinNextWithId() {
        return NextMember.now(members, EndedTask::<T>of);
    }

    /**
     * The values of all tasks in the order of their ends, once no task is left. The first failure
     * (for a cancelled task a {@link TaskCancelledException}) aborts the others and is thrown, the
     * others' suppressed in it, when they have ended. If cancelled it aborts the tasks, too, and
     * drops the values so far.
     */
    @CancelSafety(LOSES_DATA)
    public Future<List<T>> joinAll() {
        return new JoinAll<>(members);
    }

    /** Aborts all tasks, whose outcomes are still to be taken; see {@link JoinHandle#abort()}. */
    public void abortAll() {
        members.abortAll();
    }

    /**
     * Aborts all tasks, waits for their ends and drops what has come of them, as {@link
     * #closeAsync} does, but the set may be used again. Once begun it is not cancelled.
     */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> shutdown() {
        return new Drain(members, false);
    }

    /** Lets all tasks go on without the set; whoever holds handles may still await them. */
    public void detachAll() {
        members.detachAll();
    }

    /** Tasks whose outcomes were not taken, those that have ended included. */
    public int size() {
        return members.size();
    }

    /** Whether {@link #size} is 0. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Aborts all tasks and ends when all have ended. From then on a spawn throws {@link
     * IllegalStateException}. Once begun it is not cancelled.
     */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Drain(members, true);
    }

    @Override
    public String toString() {
        return "JoinSet[size=" + size() + "]";
    }
}
