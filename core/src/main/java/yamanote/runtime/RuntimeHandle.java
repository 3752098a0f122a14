package yamanote.runtime;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.BlockingAction;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.blocking.ActionCall;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.Entered;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;
import yamanote.task.JoinHandle;

/**
 * A reference to a runtime for those who do not own it; any thread may use it, also after the
 * runtime was closed. Mirrors {@code tokio::runtime::Handle}.
 */
public final class RuntimeHandle {
    private final RuntimeCore core;

    RuntimeHandle(RuntimeCore core) {
        this.core = core;
    }

    /**
     * The runtime that this thread is inside of.
     *
     * @throws IllegalStateException outside of any
     */
    public static RuntimeHandle current() {
        return new RuntimeHandle(CurrentRuntime.require("RuntimeHandle.current()"));
    }

    /**
     * The number of the worker that this thread runs, from 0; 0 in a task of a current-thread
     * runtime too. Empty on any other thread, that of a blockOn on a multi-thread runtime included.
     */
    public static OptionalInt workerIndex() {
        return CurrentRuntime.workerIndex();
    }

    /**
     * Starts {@code future} as a task of its own; it makes progress without being awaited. On a
     * closed runtime nothing of it runs and the handle ends as cancelled.
     */
    public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
        return JoinHandle.of(core.spawn(future));
    }

    /** {@link #spawn(Future)} of a body. */
    public <T extends @Nullable Object> JoinHandle<T> spawn(AsyncBody<T> body) {
        return spawn(body.start());
    }

    /** {@link #spawn(Future)} of an action. */
    public JoinHandle<@Nullable Void> spawn(AsyncAction action) {
        return spawn(action.start());
    }

    /**
     * Runs {@code call}, which may block, on a thread of the blocking pool, inside this runtime.
     * {@code abort()} before it has begun cancels it, later it interrupts the thread.
     */
    public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
        return JoinHandle.of(core.spawnBlocking(call, Kind.ORDINARY));
    }

    /** {@link #spawnBlocking(Callable)} without a value. */
    public JoinHandle<@Nullable Void> spawnBlocking(BlockingAction action) {
        return spawnBlocking(new ActionCall(action));
    }

    /**
     * Polls {@code future} on this thread until it has ended. Unlike {@link
     * AsyncRuntime#blockOn(Future)} it runs nothing else: on a current-thread runtime another
     * thread has to be inside blockOn for tasks, I/O and timers to go on.
     *
     * @throws Exception what the future threw
     * @throws InterruptedException as in {@link AsyncRuntime#blockOn(Future)}
     */
    public <T extends @Nullable Object> T blockOn(Future<? extends T> future) throws Exception {
        return blockOn(future, false);
    }

    /** {@link #blockOn(Future)} of a body. */
    public <T extends @Nullable Object> T blockOn(AsyncBody<T> body) throws Exception {
        return blockOn(body.start());
    }

    /** {@link #blockOn(Future)} of an action. */
    public void blockOn(AsyncAction action) throws Exception {
        blockOn(action.start());
    }

    /**
     * Puts this thread inside the runtime until the guard is closed: {@code spawn}, timers and
     * sockets then belong to it. Guards nest and are closed in reverse order.
     */
    public EnterGuard enter() {
        return new EnterGuard(Entered.enter(core));
    }

    /**
     * A view of this runtime for code that takes a JDK executor. Jobs run on the blocking pool,
     * inside this runtime, as by {@link #spawnBlocking}; so they may block, and {@code shutdownNow}
     * interrupts them. What a job of {@code execute} throws goes to the builder's {@code
     * onUnhandledFailure}. Delays are timers of the runtime, so on a current-thread runtime some
     * thread has to be inside blockOn for them to end.
     *
     * <p>Each call gives a view of its own: {@code shutdown}, {@code close} and the like are about
     * the jobs that it has taken, not about the runtime. After {@code shutdown} jobs that are
     * scheduled still run once their time has come, periodic ones do not. Closing the runtime
     * cancels what has not begun.
     *
     * <p>Its methods that wait, and {@code get} of its futures, throw {@link IllegalStateException}
     * on a thread that polls a task.
     */
    public ScheduledExecutorService asExecutorService() {
        return new RuntimeExecutor(core);
    }

    /** Counters and gauges. */
    public RuntimeMetrics metrics() {
        return new RuntimeMetrics(core);
    }

    RuntimeCore core() {
        return core;
    }

    void close() {
        core.close();
    }

    <T extends @Nullable Object> T blockOn(Future<? extends T> future, boolean driving)
            throws Exception {
        Task task = core.blockOn(future, driving);
        if (task.payload() instanceof Ending.Cancelled && core.isClosed()) {
            throw new IllegalStateException("the runtime was closed during blockOn");
        }
        return switch (JoinHandle.<T>of(task).poll(Context.noop())) {
            case Poll.Ready<T>(var value) -> value;
            case Poll.Pending<T> _ -> throw new AssertionError("the task is complete");
        };
    }
}
