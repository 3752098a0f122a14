package yamanote.internal.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.internal.scheduler.WorkerContext;
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

    /** The runtime, or null outside of any. */
    public static @Nullable RuntimeCore orNull() {
        return switch (Ambient.get()) {
            case WorkerContext context -> (RuntimeCore) context.services();
            case RuntimeCore core -> core;
            case Entered entered -> entered.core();
            case null, default -> null;
        };
    }
}
