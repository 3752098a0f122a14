package yamanote.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * What the current thread is inside of: the context of a scheduler that polls on it, or the runtime
 * that was entered. The slow path of finding a runtime; a poll gets everything from its {@code
 * Context}.
 *
 * <p>Untyped, because it lies below the types it holds; {@code internal.runtime.CurrentRuntime}
 * narrows it.
 */
public final class Ambient {
    private static final ThreadLocal<@Nullable Object> INSIDE = new ThreadLocal<>();

    private Ambient() {}

    /** What this thread is inside of, or null. */
    public static @Nullable Object get() {
        return INSIDE.get();
    }

    /**
     * Enters {@code inside} (null: nothing) and returns what was there, to be put back by the
     * caller.
     */
    public static @Nullable Object swap(@Nullable Object inside) {
        Object before = INSIDE.get();
        INSIDE.set(inside); // null stays as an entry: removing it would allocate the next one
        return before;
    }
}
