package yamanote.runtime;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.BlockingAction;
import yamanote.future.Future;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.runtime.RuntimeKind;
import yamanote.task.JoinHandle;

/**
 * A runtime: a scheduler for tasks, I/O, timers, and threads for blocking code. Whoever builds it
 * owns and closes it; there may be any number in one JVM. Mirrors {@code tokio::runtime::Runtime}.
 *
 * <pre>{@code
 * try (var runtime = AsyncRuntime.currentThread().build()) {
 *     IO.println(runtime.blockOn(() -> fetch(42).await()));
 * }
 * }</pre>
 */
public final class AsyncRuntime implements AutoCloseable {
    private final RuntimeHandle handle;

    AsyncRuntime(RuntimeCore core) {
        handle = new RuntimeHandle(core);
    }

    /**
     * Settings of a runtime that runs its tasks on the thread inside {@code blockOn}: while no
     * thread is, tasks stand still. Of several threads inside blockOn one runs the tasks.
     */
    public static RuntimeBuilder currentThread() {
        return new RuntimeBuilder(new RuntimeKind.CurrentThread());
    }

    /**
     * Settings of a runtime that runs its tasks on worker threads of its own, as many as there are
     * processors unless the builder is told otherwise. They steal work from each other. The future
     * given to {@code blockOn} is polled on the calling thread. Mirrors {@code
     * tokio::runtime::Builder::new_multi_thread}.
     */
    public static RuntimeBuilder multiThread() {
        int processors = java.lang.Runtime.getRuntime().availableProcessors();
        return new RuntimeBuilder(new RuntimeKind.MultiThread(processors));
    }

    /**
     * Settings of a runtime that runs its tasks on {@code executor}, which stays its owner's to
     * shut down, after the runtime. One daemon thread serves I/O and timers, started when needed. A
     * task that the executor rejects ends as cancelled.
     */
    public static RuntimeBuilder on(Executor executor) {
        return new RuntimeBuilder(
                new RuntimeKind.OnExecutor(Objects.requireNonNull(executor, "executor")));
    }

    /**
     * Polls {@code future} on this thread until it has ended. On a current-thread runtime this
     * thread runs the runtime's tasks, I/O and timers meanwhile.
     *
     * @throws Exception what the future threw
     * @throws InterruptedException if this thread was interrupted; the future has been cancelled
     *     and its clean-up has ended
     * @throws IllegalStateException inside of a task, which would be blocked: await instead; or if
     *     the runtime is closed
     */
    public <T extends @Nullable Object> T blockOn(Future<? extends T> future) throws Exception {
        return handle.blockOn(future, true);
    }

    /** {@link #blockOn(Future)} of a body. */
    public <T extends @Nullable Object> T blockOn(AsyncBody<T> body) throws Exception {
        return blockOn(body.start());
    }

    /** {@link #blockOn(Future)} of an action. */
    public void blockOn(AsyncAction action) throws Exception {
        blockOn(action.start());
    }

    /** See {@link RuntimeHandle#spawn(Future)}. */
    public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
        return handle.spawn(future);
    }

    /** {@link #spawn(Future)} of a body. */
    public <T extends @Nullable Object> JoinHandle<T> spawn(AsyncBody<T> body) {
        return handle.spawn(body);
    }

    /** {@link #spawn(Future)} of an action. */
    public JoinHandle<@Nullable Void> spawn(AsyncAction action) {
        return handle.spawn(action);
    }

    /** See {@link RuntimeHandle#spawnBlocking(Callable)}. */
    public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
        return handle.spawnBlocking(call);
    }

    /** {@link #spawnBlocking(Callable)} without a value. */
    public JoinHandle<@Nullable Void> spawnBlocking(BlockingAction action) {
        return handle.spawnBlocking(action);
    }

    /** A view that may be passed on: it can spawn and enter, but not close. */
    public RuntimeHandle handle() {
        return handle;
    }

    /** Counters and gauges. */
    public RuntimeMetrics metrics() {
        return handle.metrics();
    }

    /**
     * Ends the runtime: cancels every task inside its context, gives clean-ups and running blocking
     * jobs up to the builder's {@code shutdownTimeout}, then logs the names of what still runs.
     * Handles of tasks end as cancelled; wakes that come later do nothing. A second call does
     * nothing.
     *
     * @throws IllegalStateException inside of a task, which would be blocked
     */
    @Override
    public void close() {
        handle.close();
    }
}
