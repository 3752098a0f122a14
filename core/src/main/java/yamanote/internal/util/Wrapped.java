package yamanote.internal.util;

/** A future around another one, of the same place in the source. */
public interface Wrapped {
    /** The other one. */
    Object inner();
}
