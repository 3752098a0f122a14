package yamanote.task;

import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A task that is played by an actor: whether its future was ready, or else was woken. */
final class Woken extends Waker {
    private volatile boolean woken;
    private boolean ready;

    /** It was told that no task is left, as a joinNext is by null. */
    private boolean empty;

    @Override
    public void wake() {
        woken = true;
    }

    /** One poll; only a wake from now on counts. */
    void poll(Future<?> future) {
        woken = false;
        try {
            Poll<?> polled = future.poll(Context.of(this));
            ready = polled.isReady();
            empty = polled instanceof Poll.Ready<?>(var value) && value == null;
        } catch (Exception e) {
            ready = true;
        }
    }

    /** {@link #outcome}, of a joinNext of a set that has a result: 6 if it was told the end. */
    int result(Future<?> joinNext) {
        int outcome = outcome(joinNext);
        return ready && empty ? 6 : outcome;
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
