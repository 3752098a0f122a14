package yamanote.sync;

/**
 * A value that can be set once was not set. Mirrors Tokio's {@code SetError} and {@code
 * SetOnceError}.
 */
public abstract sealed class SetException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Object rejected;

    private SetException(String message, Object rejected) {
        super(message);
        this.rejected = rejected;
    }

    /** The value that was not taken; it is still the caller's. */
    public Object rejected() {
        return rejected;
    }

    /** There is a value already. */
    public static final class AlreadyInitialized extends SetException {
        private static final long serialVersionUID = 1;

        AlreadyInitialized(Object rejected) {
            super("there is a value already, which stays", rejected);
        }
    }

    /** An initializer is making the value right now. */
    public static final class Initializing extends SetException {
        private static final long serialVersionUID = 1;

        Initializing(Object rejected) {
            super("an initializer is running, whose value will be taken", rejected);
        }
    }
}
