package yamanote.future;

/** Throws any throwable as itself, so that an exception keeps its identity across plain methods. */
final class Sneaky {
    private Sneaky() {}

    /** Never returns; the type lets callers write {@code throw raise(t)}. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <E extends Throwable> RuntimeException raise(Throwable failure) throws E {
        throw (E) failure;
    }
}
