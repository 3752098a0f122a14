package yamanote.internal.scheduler;

/** How a scheduler gets threads. */
public interface WorkerThreads {
    /**
     * A new thread, not started, that runs {@code loop} and with it tasks: inside the runtime, and
     * between the hooks of its user.
     */
    Thread newWorker(String role, Runnable loop);

    /** A new thread, not started, that runs {@code loop} and no task. */
    Thread newHelper(String role, Runnable loop);

    /**
     * Runs {@code loop} soon on a thread that is there already, if possible: in place of one that
     * is about to block.
     */
    void substitute(Runnable loop);
}
