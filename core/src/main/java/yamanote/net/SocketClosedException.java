package yamanote.net;

import java.nio.channels.AsynchronousCloseException;

/** An operation on a socket that was closed on this side, also while the operation waited. */
public final class SocketClosedException extends AsynchronousCloseException {
    private static final long serialVersionUID = 1L;

    SocketClosedException() {}

    @Override
    public String getMessage() {
        return "the socket was closed on this side, or its runtime has shut down";
    }
}
