package yamanote.internal.scheduler;

/** How a scheduler gets threads. */
public interface WorkerThreads {
    /** A new thread, not started, that runs {@code loop} inside the runtime. */
    Thread newThread(String role, Runnable loop);

    /**
     * Runs {@code loop} soon on a thread that is there already, if possible: in place of one that
     * is about to block.
     */
    void substitute(Runnable loop);
}
