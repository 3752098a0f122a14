package yamanote;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.BlockingAction;
import yamanote.future.Combinators;
import yamanote.future.Future;
import yamanote.internal.blocking.ActionCall;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Yield;
import yamanote.task.JoinHandle;
import yamanote.time.Interval;
import yamanote.time.Moment;
import yamanote.time.Sleep;
import yamanote.time.Timeout;

/** The statics of the runtime: {@code import static yamanote.Async.*;}. Delegation only. */
public final class Async extends Combinators {
    private Async() {}

    /**
     * A future over {@code body}; nothing runs until it is polled. Mirrors {@code async { }}.
     *
     * <p>In a method that returns {@code Future<Void>}, {@code return async(() -> list.add(x));}
     * chooses the valued form; write braces: {@code async(() -> { list.add(x); })}.
     */
    public static <T extends @Nullable Object> Future<T> async(AsyncBody<T> body) {
        return body.start();
    }

    /** A future over {@code action}; nothing runs until it is polled. */
    public static Future<@Nullable Void> async(AsyncAction action) {
        return action.start();
    }

    /** {@link Combinators#owning(AutoCloseable, Future)} of a body. */
    public static <T extends @Nullable Object> Future<T> owning(
            AutoCloseable resource, AsyncBody<T> body) {
        return owning(resource, body.start());
    }

    /** {@link Combinators#owning(AutoCloseable, Future)} of an action. */
    public static Future<@Nullable Void> owning(AutoCloseable resource, AsyncAction action) {
        return owning(resource, action.start());
    }

    /**
     * Starts {@code future} as a task of its own on the current runtime; it makes progress without
     * being awaited. See {@link JoinHandle}.
     *
     * @throws IllegalStateException outside of a runtime
     */
    public static <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
        return JoinHandle.of(CurrentRuntime.require("spawn").spawn(future));
    }

    /** {@link #spawn(Future)} of a body. */
    public static <T extends @Nullable Object> JoinHandle<T> spawn(AsyncBody<T> body) {
        return spawn(body.start());
    }

    /** {@link #spawn(Future)} of an action. */
    public static JoinHandle<@Nullable Void> spawn(AsyncAction action) {
        return spawn(action.start());
    }

    /**
     * Starts {@code future} as a task that is polled only where this one is: inside a {@link
     * yamanote.task.LocalSet} as a task of that set, inside {@code blockOn} of a current-thread
     * runtime as a task of that runtime. Mirrors {@code tokio::task::spawn_local}.
     *
     * @throws IllegalStateException anywhere else
     */
    public static <T extends @Nullable Object> JoinHandle<T> spawnLocal(
            Future<? extends T> future) {
        return JoinHandle.of(CurrentRuntime.spawnLocal(future));
    }

    /** {@link #spawnLocal(Future)} of a body. */
    public static <T extends @Nullable Object> JoinHandle<T> spawnLocal(AsyncBody<T> body) {
        return spawnLocal(body.start());
    }

    /** {@link #spawnLocal(Future)} of an action. */
    public static JoinHandle<@Nullable Void> spawnLocal(AsyncAction action) {
        return spawnLocal(action.start());
    }

    /**
     * Runs {@code call}, which may block, on a thread of the current runtime's blocking pool.
     * {@code abort()} before it has begun cancels it, later it interrupts the thread.
     *
     * @throws IllegalStateException outside of a runtime
     */
    public static <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
        RuntimeCore core = CurrentRuntime.require("spawnBlocking");
        return JoinHandle.of(core.spawnBlocking(call, Kind.ORDINARY));
    }

    /** {@link #spawnBlocking(Callable)} without a value. */
    public static JoinHandle<@Nullable Void> spawnBlocking(BlockingAction action) {
        return spawnBlocking(new ActionCall(action));
    }

    /**
     * Calls {@code call}, which may block, right here, after handing what this worker would have
     * run to another thread; for blocking code that needs what is on this thread's stack. The other
     * branches of a join or select around it stand still meanwhile, and it cannot be cancelled.
     * Prefer {@code spawnBlocking}. Outside of a task it just calls {@code call}. Mirrors {@code
     * tokio::task::block_in_place}.
     *
     * @throws Exception what {@code call} threw
     * @throws IllegalStateException on a current-thread runtime, where it would stop everything,
     *     and inside a {@link yamanote.task.LocalSet}, whose tasks no other thread may run
     */
    public static <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
        return CurrentRuntime.blockInPlace(call);
    }

    /** {@link #blockInPlace(Callable)} without a value. */
    public static void blockInPlace(BlockingAction action) throws Exception {
        blockInPlace(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Gives way once: the task is queued again behind the others, after I/O and timers have been
     * looked at. Mirrors {@code tokio::task::yield_now}.
     */
    public static Future<@Nullable Void> yieldNow() {
        return new Yield();
    }

    /** Waits for {@code duration}, in steps of 1 ms, never less. See {@link Sleep}. */
    public static Sleep sleep(Duration duration) {
        return Sleep.of(duration);
    }

    /** Waits until {@code deadline}. See {@link Sleep}. */
    public static Sleep sleepUntil(Moment deadline) {
        return Sleep.until(deadline);
    }

    /**
     * {@code future}, cancelled with an {@link yamanote.time.ElapsedException} (a {@link
     * java.util.concurrent.TimeoutException}) if it is not ready within {@code duration}. A {@code
     * JoinHandle} that times out is detached, its task is not aborted. See {@link Timeout}.
     */
    public static <T extends @Nullable Object> Future<T> timeout(
            Duration duration, Future<? extends T> future) {
        return Timeout.of(duration, future);
    }

    /** {@code body} with {@code duration} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeout(
            Duration duration, AsyncBody<T> body) {
        return Timeout.of(duration, body.start());
    }

    /** {@code action} with {@code duration} to be ready. */
    public static Future<@Nullable Void> timeout(Duration duration, AsyncAction action) {
        return Timeout.of(duration, action.start());
    }

    /** {@code future} with the time until {@code deadline} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeoutAt(
            Moment deadline, Future<? extends T> future) {
        return Timeout.at(deadline, future);
    }

    /** {@code body} with the time until {@code deadline} to be ready. */
    public static <T extends @Nullable Object> Future<T> timeoutAt(
            Moment deadline, AsyncBody<T> body) {
        return Timeout.at(deadline, body.start());
    }

    /** {@code action} with the time until {@code deadline} to be ready. */
    public static Future<@Nullable Void> timeoutAt(Moment deadline, AsyncAction action) {
        return Timeout.at(deadline, action.start());
    }

    /** A tick now and then every {@code period}. See {@link Interval}. */
    public static Interval interval(Duration period) {
        return Interval.every(period);
    }
}
