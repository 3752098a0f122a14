package miniredis;

import yamanote.future.Owned;
import yamanote.sync.Notify;

/**
 * Where the clients wait that are blocked on one key. Each arrival wakes the first of them, which
 * then takes the item itself: if it has gone meanwhile, its notification passes to the next and no
 * item is lost.
 */
final class Arrivals {
    private final Notify arrived = Notify.create();
    private final Runnable unused;
    private int waiters;

    Arrivals(Runnable unused) {
        this.unused = unused;
    }

    Notify arrived() {
        return arrived;
    }

    /** Counts a waiter until the lease is closed; the last one takes the key out of the table. */
    Owned lease() {
        waiters++;
        return () -> {
            if (--waiters == 0) {
                unused.run();
            }
        };
    }
}
