package yamanote.task;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/** A task that is played by an actor: whether its future was ready, or else was woken. */
final class Woken extends Waker {
    private volatile boolean woken;
    private boolean ready;

    @Override
    public void wake() {
        woken = true;
    }

    /** One poll; only a wake from now on counts. */
    void poll(Future<?> future) {
        woken = false;
        try {
            ready = future.poll(Context.of(this)).isReady();
        } catch (Exception e) {
            ready = true;
        }
    }

    /** 1: ready; 2: woken and ready now; 3: not woken, and pending still; else a lost wake. */
    int outcome(Future<?> future) {
        if (ready) {
            return 1;
        }
        boolean wasWoken = woken;
        poll(future);
        return ready ? wasWoken ? 2 : 4 : wasWoken ? 5 : 3;
    }
}
