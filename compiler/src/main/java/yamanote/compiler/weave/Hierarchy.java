package yamanote.compiler.weave;

/** What the weaver must know of classes other than the one it weaves. Internal names. */
public interface Hierarchy {
    /** Whether {@code type} is {@code ancestor} or a subtype of it; false if it is not known. */
    boolean isSubtype(String type, String ancestor);

    /**
     * Whether a future type has an {@code await()} of its own that does something. The core's types
     * may declare it anew; they keep its meaning.
     */
    boolean overridesAwait(String type);
}
