package yamanote.verify.probe;

/** The checked exception that programs fail with. */
public class Boom extends Exception {
    private static final long serialVersionUID = 1;

    /** A failure that says {@code message}. */
    public Boom(String message) {
        super(message);
    }

    /** A subclass, so that catch clauses can be ordered. */
    public static final class Small extends Boom {
        private static final long serialVersionUID = 1;

        /** A small failure that says {@code message}. */
        public Small(String message) {
            super(message);
        }
    }
}
