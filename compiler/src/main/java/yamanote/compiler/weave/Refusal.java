package yamanote.compiler.weave;

/**
 * A body that was left as it is and will run on a virtual thread.
 *
 * @param method where it was written
 * @param line its line, or -1
 */
public record Refusal(String method, int line, Reason reason, String message) {
    /** Why a body is not woven. */
    public enum Reason {
        METHOD_REFERENCE,
        SERIALIZABLE,
        OVERRIDDEN_AWAIT,
        SYNCHRONIZED,
        TOO_LARGE,
        UNKNOWN_BYTECODE
    }

    /** Ends the weaving of one body. */
    static final class Exit extends RuntimeException {
        private static final long serialVersionUID = 1;
        final Reason reason;
        final int line;

        Exit(Reason reason, int line, String message) {
            super(message, null, false, false);
            this.reason = reason;
            this.line = line;
        }
    }
}
