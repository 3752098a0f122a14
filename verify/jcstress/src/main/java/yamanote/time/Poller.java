package yamanote.time;

import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.timer.TimerWheel;

/** A delay queue at time 0, and whoever takes out of it. */
final class Poller extends Waker {
    private static final long HOUR = 3_600_000_000_000L;

    final DelayQueue<Integer> queue = new DelayQueue<>(new TimerWheel(() -> 0, () -> {}));
    private volatile boolean woken;
    private boolean ready;

    @Override
    public void wake() {
        woken = true;
    }

    DelayQueue.Entry<Integer> insertFarOff() {
        return queue.insertAt(2, new Moment(HOUR));
    }

    DelayQueue.Entry<Integer> insertDue() {
        return queue.insertAt(1, new Moment(0));
    }

    /** One poll; only a wake from now on counts. */
    boolean poll() {
        woken = false;
        ready = queue.pollExpired(Context.of(this)).isReady();
        return ready;
    }

    /** 1: ready; 2: woken and ready now; else a lost wake. */
    int outcome() {
        if (ready) {
            return 1;
        }
        boolean wasWoken = woken;
        return poll() ? wasWoken ? 2 : 4 : 5;
    }
}
