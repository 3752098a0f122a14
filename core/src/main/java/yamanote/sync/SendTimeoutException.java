package yamanote.sync;

import java.util.concurrent.TimeoutException;

/**
 * No slot became free in time; the message was not sent. Mirrors Tokio's {@code
 * SendTimeoutError::Timeout}.
 */
public final class SendTimeoutException extends TimeoutException {
    private static final long serialVersionUID = 1;

    private final transient Object unsent;

    SendTimeoutException(Object unsent) {
        super("the channel had no free slot for the message in time");
        this.unsent = unsent;
    }

    /** The message that was not sent, given back to whoever catches this. */
    public Object unsent() {
        return unsent;
    }
}
