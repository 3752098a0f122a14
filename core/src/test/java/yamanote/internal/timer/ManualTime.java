package yamanote.internal.timer;

/** A clock that stands where a test has put it. */
public final class ManualTime implements TimeSource {
    private volatile long nanos;

    public void setMillis(long millis) {
        nanos = millis * 1_000_000;
    }

    public void setNanos(long to) {
        nanos = to;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
