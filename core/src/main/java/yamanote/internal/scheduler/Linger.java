package yamanote.internal.scheduler;

import java.util.concurrent.TimeUnit;

/**
 * A brake on waking workers for bursts of tiny tasks. Waking a thread takes longer than running ten
 * of them, so a second worker that is told of a burst comes when all is done, and on a busy machine
 * takes the core of whoever waits for the result.
 *
 * <p>A worker that was woken for nothing several times within a short time therefore does not go to
 * sleep where others would wake it, but lingers: it looks by itself every 100 µs whether anything
 * is queued, and after some looks without activity it sleeps as usual. So a task that does need it,
 * since it lies behind a long poll, waits for one look. To the others a worker that lingers is just
 * awake and busy, and when it has done so it searches once more before it sleeps; so nothing of the
 * protocol of {@link IdleWorkers} changes. Owner-only.
 */
final class Linger {
    static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(100);

    /** Looks without activity after which it sleeps. */
    static final int QUIET_LOOKS = 3;

    /** Wakes for nothing that are further apart are no burst. */
    private static final long BURST_NANOS = 3 * LOOK_NANOS;

    private static final int ENOUGH = 3;
    private static final int MOST = 8;
    private static final int WORTH = 2;

    private int score;
    private long lastDry = Long.MIN_VALUE / 2;

    /** It was woken and has found nothing: true if it shall linger now. */
    boolean dry(long now) {
        boolean burst = now - lastDry < BURST_NANOS;
        lastDry = now;
        score = Math.min(MOST, score + 1);
        return burst && score >= ENOUGH;
    }

    /** It was woken and has found something. */
    void useful() {
        score = Math.max(0, score - WORTH);
    }
}
