package yamanote.internal.timer;

/** The machine's monotonic clock, counted from this object's creation. */
public final class SystemTime implements TimeSource {
    private final long origin = System.nanoTime();

    @Override
    public long nanos() {
        return System.nanoTime() - origin;
    }
}
