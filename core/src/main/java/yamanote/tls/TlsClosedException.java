package yamanote.tls;

import java.nio.channels.AsynchronousCloseException;

/** This side has closed the stream. */
final class TlsClosedException extends AsynchronousCloseException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
        return "this TlsStream was closed by this side, by its close()";
    }
}
