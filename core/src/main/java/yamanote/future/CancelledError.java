package yamanote.future;

import yamanote.internal.util.Cancellation;

/**
 * Thrown at the await point of a cancelled body, once per cancellation, so that {@code finally} and
 * try-with-resources run.
 *
 * <p>An {@link Error}: {@code catch (Exception e)} cannot swallow it. It carries no stack trace and
 * is a fresh object each time, since it may collect suppressed exceptions.
 */
public final class CancelledError extends Error implements Cancellation {
    private static final long serialVersionUID = 1;

    /** For the runtime and for hand-written futures that end by cancellation. */
    public CancelledError() {
        super("cancelled", null, true, false);
    }
}
