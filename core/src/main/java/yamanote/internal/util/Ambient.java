package yamanote.internal.util;

import org.jspecify.annotations.Nullable;

/**
 * What the current thread is inside of: the context of a scheduler that polls on it, or the runtime
 * that was entered. A poll gets everything from its {@code Context}; this is for code that is given
 * none. A field on the runtime's own threads, a thread-local elsewhere.
 *
 * <p>Untyped, because it lies below the types it holds; {@code internal.runtime.CurrentRuntime}
 * narrows it.
 */
public final class Ambient {
    private static final ThreadLocal<@Nullable Object> INSIDE = new ThreadLocal<>();

    private Ambient() {}

    /** What this thread is inside of, or null. */
    public static @Nullable Object get() {
        return Thread.currentThread() instanceof RuntimeThread thread
                ? thread.inside
                : INSIDE.get();
    }

    /**
     * Enters {@code inside} (null: nothing) and returns what was there, to be put back by the
     * caller.
     */
    public static @Nullable Object swap(@Nullable Object inside) {
        Object before = get();
        if (Thread.currentThread() instanceof RuntimeThread thread) {
            thread.inside = inside;
        } else {
            INSIDE.set(inside); // null stays as an entry: removing it would allocate the next one
        }
        return before;
    }
}
