package yamanote.internal.timer;

/**
 * A clock that can be stopped and moved by hand; for current-thread runtimes. Mirrors {@code
 * tokio::time::Clock} with {@code test-util}.
 *
 * <p>While it runs it follows another clock at a fixed distance; while paused it stands still until
 * {@link #advance}. It never goes back: {@link #resume} goes on from where the paused clock stands.
 * Any thread may read it; changes are rare and exclude each other.
 */
public final class PausableClock implements TimeSource {
    private static final long RUNNING = -1;

    private final TimeSource real;

    /**
     * How far this clock is ahead of the real one while it runs; published by {@link #pausedAt}.
     */
    private long ahead;

    private volatile long pausedAt = RUNNING;

    /** A running clock over {@code real}. */
    public PausableClock(TimeSource real) {
        this.real = real;
    }

    /** A clock that stands still at 0. */
    public static PausableClock paused(TimeSource real) {
        PausableClock clock = new PausableClock(real);
        clock.pausedAt = 0;
        return clock;
    }

    @Override
    public long nanos() {
        long paused = pausedAt;
        return paused == RUNNING ? real.nanos() + ahead : paused;
    }

    /** Whether the clock stands still. */
    public boolean isPaused() {
        return pausedAt != RUNNING;
    }

    /** Stops the clock at its present instant. */
    public synchronized void pause() {
        if (isPaused()) {
            throw new IllegalStateException("the clock is already paused: call resume() first");
        }
        pausedAt = nanos();
    }

    /** Lets the clock run on from where it stands. */
    public synchronized void resume() {
        requirePaused();
        ahead = pausedAt - real.nanos();
        pausedAt = RUNNING;
    }

    /** Moves the paused clock by exactly {@code nanos}; timers fire when the wheel is advanced. */
    public synchronized void advance(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException("the clock cannot go back, was " + nanos + " ns");
        }
        requirePaused();
        pausedAt = Nanos.plus(pausedAt, nanos);
    }

    private void requirePaused() {
        if (!isPaused()) {
            throw new IllegalStateException("the clock is not paused: call pause() first");
        }
    }
}
