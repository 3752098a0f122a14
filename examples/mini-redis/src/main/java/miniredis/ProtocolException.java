package miniredis;

/** Bytes that are no RESP: the client is told so and the connection is closed. */
final class ProtocolException extends Exception {
    private static final long serialVersionUID = 1;

    ProtocolException(String message) {
        super("ERR Protocol error: " + message, null, false, false);
    }
}
