package yamanote.internal.runtime;

import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.internal.scheduler.LocalContext;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.internal.task.Task;
import yamanote.internal.util.Ambient;

/** The runtime that the current thread is inside of. */
public final class CurrentRuntime {
    private CurrentRuntime() {}

    /**
     * The runtime, or an {@link IllegalStateException} that names {@code what} needs it and how to
     * get into one.
     */
    public static RuntimeCore require(String what) {
        RuntimeCore core = orNull();
        if (core == null) {
            throw new IllegalStateException(
                    what
                            + " needs a runtime, and this thread is inside of none: call it from"
                            + " runtime.blockOn(…) or a spawned task, or enter one with"
                            + " runtime.handle().enter()");
        }
        return core;
    }

    /** The number of the worker that this thread runs. */
    public static OptionalInt workerIndex() {
        return Ambient.get() instanceof WorkerContext context
                ? context.workerIndex()
                : OptionalInt.empty();
    }

    /**
     * Calls {@code call} on this thread, having seen to it that nothing waits for this thread
     * meanwhile.
     */
    public static <T extends @Nullable Object> T blockInPlace(Callable<T> call) throws Exception {
        if (Ambient.get() instanceof LocalContext) {
            throw new IllegalStateException(
                    "blockInPlace inside a LocalSet would stop all of its tasks, which no other"
                            + " thread may run: use spawnBlocking");
        }
        RuntimeCore core = Ambient.get() instanceof WorkerContext ? orNull() : null;
        return core == null ? call.call() : core.blockInPlace(call);
    }

    /** Starts {@code future} as a task that stays on the thread that runs it now. */
    public static Task spawnLocal(Future<?> future) {
        return switch (Ambient.get()) {
            case LocalContext set -> set.tasks().spawn(future, set.services());
            case Entered entered when entered.set() != null ->
                    entered.set().spawn(future, entered.core());
            case WorkerContext cx when cx.runsEverything() ->
                    ((RuntimeCore) cx.services()).spawn(future);
            case null, default ->
                    throw new IllegalStateException(
                            "spawnLocal needs a LocalSet or a current-thread runtime, and this"
                                    + " thread is inside of neither: call it inside"
                                    + " set.runUntil(…) or inside blockOn of"
                                    + " AsyncRuntime.currentThread(), enter one with set.enter(), or"
                                    + " use set.spawnLocal(…)");
        };
    }

    /** The runtime, or null outside of any. */
    public static @Nullable RuntimeCore orNull() {
        Object inside = Ambient.get();
        if (inside instanceof WorkerContext context) {
            return (RuntimeCore) context.services(); // nearly always
        }
        return switch (inside) {
            case RuntimeCore core -> core;
            case Entered entered -> entered.core();
            case null, default -> null;
        };
    }
}
