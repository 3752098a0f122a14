package yamanote.internal.scheduler;

/** Plain threads. */
final class DaemonThreads implements WorkerThreads {
    @Override
    public Thread newWorker(String role, Runnable loop) {
        return Thread.ofPlatform().daemon().name(role).unstarted(loop);
    }

    @Override
    public Thread newHelper(String role, Runnable loop) {
        return newWorker(role, loop);
    }

    @Override
    public void substitute(Runnable loop) {
        newWorker("substitute", loop).start();
    }
}
