package yamanote.task;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.Entered;
import yamanote.internal.scheduler.LocalDriver;
import yamanote.internal.scheduler.LocalTasks;
import yamanote.internal.scheduler.Services;
import yamanote.internal.scheduler.WorkerContext;

/**
 * A set of tasks that are all polled inside of one other task, the one that drives the set: never
 * two of them at a time, and on its thread. For state that tasks share without locks. Mirrors
 * {@code tokio::task::LocalSet}.
 *
 * <pre>{@code
 * var set = LocalSet.create();
 * runtime.blockOn(set.runUntil(() -> {
 *     var cache = new HashMap<String, String>();
 *     spawnLocal(() -> fill(cache).await());
 *     spawnLocal(() -> expire(cache).await());
 *     serve(cache).await();
 * }));
 * }</pre>
 *
 * <p>The set is driven by {@link #runUntil}, by awaiting the set itself, which ends when none of
 * its tasks is left, and by {@link #closeAsync()}. While nobody does, its tasks stand still; a set
 * may be driven again and again. Tasks come in by {@link #spawnLocal}, from anywhere, or from
 * inside by {@code Async.spawnLocal}. Given to {@code blockOn}, everything stays on the calling
 * thread; in a spawned task of a multi-thread runtime it moves from worker to worker with that
 * task, each poll happening-before the next. Handles, wakers and aborts are for any thread: what
 * follows from them happens inside the set.
 *
 * <p>Fairness: at most 61 polls in a row, then the driving task gives way. Each task has a budget
 * of its own; the future in {@code runUntil} shares that of the driving task. {@code blockInPlace}
 * throws everywhere inside. A failure that nobody reads goes to {@code onUnhandledFailure} of the
 * runtime that drives. That one's task hooks hear of the tasks, which in Tokio no hook does; of one
 * that is spawned before the first drive, those of the runtime that the spawning thread is inside
 * of, if it is in one.
 *
 * <p>Cancelling the set as a future closes it, as dropping it does in Tokio: its tasks are
 * cancelled, in the task that cancels, and their clean-ups awaited. {@code set.byRef()} leaves it
 * alone. The runtime does not know of a set that nobody drives: close it, best by
 * try-with-resources, or its handles never resolve.
 *
 * <p>One owner at a time awaits the set. Every poll that drives it throws {@link
 * IllegalStateException} outside of a runtime, and while another thread is just driving it;
 * awaiting or closing it throws in one of its own tasks, for which it would wait for ever.
 */
@CancelSafety(value = LOSES_DATA, instead = "keep the set and await its byRef()")
public final class LocalSet implements Future<@Nullable Void>, AsyncCloseable {
    private final LocalTasks tasks = new LocalTasks();
    private final LocalDriver owner = new LocalDriver();

    private LocalSet() {}

    /** An empty set. */
    public static LocalSet create() {
        return new LocalSet();
    }

    /**
     * Any thread: adds a task around {@code future}; it makes progress while the set is driven. On
     * a closed set nothing of it runs and the handle ends as cancelled.
     */
    public <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<? extends T> future) {
        return JoinHandle.of(
                tasks.spawn(Objects.requireNonNull(future, "future"), CurrentRuntime.orNull()));
    }

    /** {@link #spawnLocal(Future)} of a body. */
    public <T extends @Nullable Object> JoinHandle<T> spawnLocal(AsyncBody<T> body) {
        return spawnLocal(body.start());
    }

    /** {@link #spawnLocal(Future)} of an action. */
    public JoinHandle<@Nullable Void> spawnLocal(AsyncAction action) {
        return spawnLocal(action.start());
    }

    /**
     * Until the guard is closed, {@code Async.spawnLocal} and its like on this thread add tasks to
     * this set. It drives nothing, and what is polled on the thread meanwhile is inside of whatever
     * polls it, not of this. Close it before the next await: it belongs to the thread. Mirrors
     * {@code LocalSet::enter}.
     *
     * <pre>{@code
     * try (var _ = set.enter()) {
     *     connections.forEach(Connection::start); // calls spawnLocal
     * }
     * runtime.blockOn(set);
     * }</pre>
     */
    public LocalEnterGuard enter() {
        return new LocalEnterGuard(Entered.enter(tasks));
    }

    /**
     * {@code future}, inside the set, and the set's tasks beside it; ends with the future, whatever
     * is left of the tasks. Cancelling it cancels the future and leaves the tasks alone; cancel
     * safe if {@code future} is. Mirrors {@code LocalSet::run_until}.
     */
    public <T extends @Nullable Object> Future<T> runUntil(Future<? extends T> future) {
        return new RunUntil<>(tasks, Objects.requireNonNull(future, "future"));
    }

    /** {@link #runUntil(Future)} of a body. */
    public <T extends @Nullable Object> Future<T> runUntil(AsyncBody<T> body) {
        return runUntil(body.start());
    }

    /** {@link #runUntil(Future)} of an action. */
    public Future<@Nullable Void> runUntil(AsyncAction action) {
        return runUntil(action.start());
    }

    /** Drives the set; ready when none of its tasks is left, and again after further ones. */
    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        return drive(owner, cx, false) ? Poll.ready(null) : Poll.pending();
    }

    /** Closes the set. */
    @Override
    public boolean cancel(Context cx) {
        try {
            return drive(owner, cx, true);
        } catch (IllegalStateException misuse) {
            CleanUp.report(this, misuse, cx);
            return true;
        }
    }

    /**
     * Cancels every task, in the task that awaits this, and ends when all have ended; tasks that
     * come later end as cancelled. Once begun it is not cancelled itself.
     */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return new Closing();
    }

    /** True once no task is left. */
    private boolean drive(LocalDriver driver, Context cx, boolean close) {
        if (tasks.isPolling()) {
            throw new IllegalStateException(
                    "a task of a LocalSet awaits or closes the set, which waits for the task: do it"
                            + " in runUntil(…), or outside of the set");
        }
        boolean done = false;
        Object outside = tasks.enter(driver, cx, services(cx));
        try {
            if (close) {
                tasks.close();
            }
            tasks.tick(cx, outside);
            done = tasks.isDone();
        } finally {
            tasks.leave(driver, outside, !done);
        }
        return done;
    }

    static Services services(Context cx) {
        Services services =
                cx instanceof WorkerContext worker ? worker.services() : CurrentRuntime.orNull();
        if (services == null) {
            throw new IllegalStateException(
                    "a LocalSet needs a runtime, and this poll is inside of none: drive it in"
                            + " runtime.blockOn(set.runUntil(…)) or in a spawned task");
        }
        return services;
    }

    private final class Closing extends LocalDriver implements Future<@Nullable Void> {
        private boolean begun;

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            begun = true;
            return drive(this, cx, true) ? Poll.ready(null) : Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            try {
                return !begun || drive(this, cx, true);
            } catch (IllegalStateException misuse) {
                CleanUp.report(this, misuse, cx);
                return true;
            }
        }
    }
}
