package yamanote.task;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;

/**
 * A {@link JoinSet} whose results come in the order in which the tasks were spawned, and otherwise
 * like it: closed by awaiting, for any thread. Only the end of the task that comes next wakes who
 * waits. Mirrors {@code tokio_util::task::JoinQueue}.
 */
public final class JoinQueue<T extends @Nullable Object> implements AsyncCloseable {
    private final Members members = new OrderedMembers("JoinQueue");

    private JoinQueue() {}

    /** An empty queue. */
    public static <T extends @Nullable Object> JoinQueue<T> create() {
        return new JoinQueue<>();
    }

    /**
     * Starts {@code future} as a task of the current runtime; see {@code Async.spawn}.
     *
     * @throws IllegalStateException outside of a runtime, or if the queue is closed
     */
    public AbortHandle spawn(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        RuntimeCore runtime = CurrentRuntime.require("queue.spawn");
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
     * Takes over a task that runs already, or has ended, as if it was spawned now: a local one, a
     * blocking job, one of another runtime.
     */
    public AbortHandle add(JoinHandle<? extends T> handle) {
        return members.add(new Member(members, members.start(handle::task)));
    }

    /**
     * The outcome of the oldest task, when that has ended; null if no task is left. Costs one unit
     * of the budget. Cancel safe: no outcome is lost.
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

    /** The outcome of the oldest task if that has ended, else null. Not subject to the budget. */
    public @Nullable Outcome<T> tryJoinNext() {
        return NextMember.now(members, member -> JoinHandle.<T>outcome(member.task));
    }

    /** {@link #tryJoinNext} with the task's number. */
    public @Nullable EndedTask<T> tryJoinNextWithId() {
        return NextMember.now(members, EndedTask::<T>of);
    }

    /** The values in the order of spawning; otherwise like {@link JoinSet#joinAll}. */
    @CancelSafety(LOSES_DATA)
    public Future<List<T>> joinAll() {
        return new JoinAll<>(members);
    }

    /** See {@link JoinSet#abortAll}. */
    public void abortAll() {
        members.abortAll();
    }

    /** See {@link JoinSet#shutdown}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> shutdown() {
        return new Drain(members, false);
    }

    /** See {@link JoinSet#detachAll}. */
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

    /** See {@link JoinSet#closeAsync}. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Drain(members, true);
    }

    @Override
    public String toString() {
        return "JoinQueue[size=" + size() + "]";
    }
}
