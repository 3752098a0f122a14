package yamanote.net;

import java.nio.channels.AsynchronousCloseException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Registration;

/**
 * An operation on a socket that was closed on this side, also while the operation waited. The
 * message names who closed it: the task and its thread, another thread, or the shutdown of the
 * runtime.
 */
public final class SocketClosedException extends AsynchronousCloseException {
    private static final long serialVersionUID = 1L;

    private final String message;

    SocketClosedException() {
        this("the socket was closed on this side, or its runtime has shut down");
    }

    SocketClosedException(String message) {
        this.message = message;
    }

    /** Of the socket that {@code registration} stands for. */
    SocketClosedException(Registration registration) {
        this(message(registration.closer()));
    }

    private static String message(@Nullable String closer) {
        return closer == null
                ? "the socket was closed on this side"
                : "the socket was closed by " + closer;
    }

    @Override
    public String getMessage() {
        return message;
    }
}
