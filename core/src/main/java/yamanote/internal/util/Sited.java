package yamanote.internal.util;

/** Something that knows its place in the source: a woven body. */
public interface Sited {
    /** Class, method, file and line, as in a stack trace. */
    String site();
}
