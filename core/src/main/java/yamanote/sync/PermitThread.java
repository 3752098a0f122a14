package yamanote.sync;

import yamanote.future.Context;
import yamanote.internal.util.Ambient;

/** A thread that stands in line for permits among the tasks, for code that is no task. */
final class PermitThread extends PermitWaiter {
    private final int permits;

    private PermitThread(int permits) {
        super(permits);
        this.permits = permits;
    }

    @Override
    int permits() {
        return permits;
    }

    /**
     * Blocks the current thread until it has the permits; false if {@code pool} is closed.
     *
     * @param blocking the method of the user, for the message
     * @param awaited what to do instead where tasks are polled
     * @throws IllegalStateException if this thread polls tasks
     * @throws InterruptedException if interrupted before or meanwhile: it has lost its place
     */
    static boolean take(PermitPool pool, int permits, String blocking, String awaited)
            throws InterruptedException {
        if (Ambient.get() instanceof Context) {
            throw new IllegalStateException(
                    "%s would block this thread, which polls tasks: use %s, or call it in"
                                    .formatted(blocking, awaited)
                            + " spawnBlocking(…) or blockInPlace(…)");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return pool.tryTake(permits) || new PermitThread(permits).join(pool);
    }

    private boolean join(PermitPool pool) throws InterruptedException {
        var thread = new ParkedThread();
        Context cx = Context.of(thread);
        for (; ; ) {
            int state = pool.advance(this, cx);
            if (state != QUEUED) {
                return state == GRANTED;
            }
            try {
                thread.await();
            } catch (InterruptedException e) {
                pool.abandon(this);
                throw e;
            }
        }
    }
}
