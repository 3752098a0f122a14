package yamanote.internal.scheduler;

/** Takes the watchdog's reports. */
@FunctionalInterface
public interface StuckHandler {
    /**
     * A poll goes on and on.
     *
     * @param thread that is busy with it
     * @param task where its body stands in the source, and the await that it has passed last
     * @param nanos for how long, at least
     * @param stack what the thread does
     */
    void stuck(Thread thread, String task, long nanos, StackTraceElement[] stack);
}
