package yamanote.internal.scheduler;

/**
 * Every how many polls a worker looks at the global queue first: fixed, or such that it does so
 * about every 200 µs. Mirrors the self-tuning of {@code
 * tokio::runtime::scheduler::multi_thread::stats}. Owner-only.
 */
final class GlobalQueueInterval {
    private static final int FIRST = 61;
    private static final int LEAST = 2;
    private static final int MOST = 127;
    private static final double TARGET_NANOS = 200_000;
    private static final double WEIGHT = 0.1;
    private static final int TOLERANCE = 2;

    private final boolean tuned;
    private int interval;
    private double meanPollNanos = TARGET_NANOS / FIRST;

    /** {@code fixed} polls; 0: self-tuned. */
    GlobalQueueInterval(int fixed) {
        tuned = fixed == 0;
        interval = tuned ? FIRST : fixed;
    }

    int polls() {
        return interval;
    }

    boolean isTuned() {
        return tuned;
    }

    /** {@code polls} polls in a row took {@code nanos}; a fixed interval stays. */
    void measured(int polls, long nanos) {
        if (!tuned || polls == 0) {
            return;
        }
        double weight = 1 - Math.pow(1 - WEIGHT, polls);
        meanPollNanos += weight * ((double) nanos / polls - meanPollNanos);
        int ideal = (int) Math.clamp(TARGET_NANOS / Math.max(meanPollNanos, 1), LEAST, MOST);
        if (Math.abs(ideal - interval) > TOLERANCE) {
            interval = ideal;
        }
    }
}
