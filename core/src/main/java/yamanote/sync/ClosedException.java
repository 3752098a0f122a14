package yamanote.sync;

import org.jspecify.annotations.Nullable;

/**
 * The channel or semaphore is closed, so that what was awaited cannot happen any more. Mirrors
 * Tokio's {@code AcquireError}, {@code RecvError} and {@code SendError}.
 */
public final class ClosedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Object unsent;

    ClosedException(String message) {
        this(message, null);
    }

    ClosedException(String message, @Nullable Object unsent) {
        super(message);
        this.unsent = unsent;
    }

    /** A message could not be sent, because its receiver takes no more. */
    static ClosedException unsent(Object message) {
        return new ClosedException("the receiver of the channel is closed", message);
    }

    /**
     * The message that could not be sent, given back to whoever catches this; null if nothing was
     * to be sent.
     */
    public @Nullable Object unsent() {
        return unsent;
    }
}
