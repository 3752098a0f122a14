package yamanote.internal.runtime;

import org.jspecify.annotations.Nullable;

/** The runtime that the current thread is inside of. Skeleton. */
public final class CurrentRuntime {
    private CurrentRuntime() {}

    /**
     * The runtime, or an {@link IllegalStateException} that names {@code what} needs it and how to
     * get into one.
     */
    public static RuntimeCore require(String what) {
        throw new UnsupportedOperationException("skeleton");
    }

    /** The runtime, or null outside of any. */
    public static @Nullable RuntimeCore orNull() {
        throw new UnsupportedOperationException("skeleton");
    }
}
