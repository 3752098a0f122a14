package yamanote.internal.util;

/** A throwable that tells of a cancellation. Where nobody receives it, nothing is lost. */
public interface Cancellation {}
