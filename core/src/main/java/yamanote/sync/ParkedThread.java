package yamanote.sync;

import java.util.concurrent.locks.LockSupport;
import yamanote.future.Waker;

/** A thread that waits in the place of a task; a wake that comes before the wait is kept. */
final class ParkedThread extends Waker {
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    @Override
    public void wake() {
        woken = true;
        LockSupport.unpark(thread);
    }

    /** Waits for the next wake. By the thread itself. */
    void await() throws InterruptedException {
        while (!woken) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.park(this);
        }
        woken = false;
    }
}
