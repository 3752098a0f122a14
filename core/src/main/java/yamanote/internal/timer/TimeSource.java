package yamanote.internal.timer;

/**
 * The clock of one runtime, in nanoseconds since the runtime started; monotonic. System time or a
 * clock that tests hold.
 */
public interface TimeSource {
    /** Nanoseconds since the runtime started. */
    long nanos();
}
