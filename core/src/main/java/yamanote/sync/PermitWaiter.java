package yamanote.sync;

import yamanote.internal.waiter.Waiter;

/** A future that waits for permits of a {@link PermitPool}. */
abstract class PermitWaiter extends Waiter {
    /** All permits it asked for are its own, until it ends. */
    static final int GRANTED = 3;

    /** The pool was closed while it waited. */
    static final int REFUSED = 4;

    /** How many permits it still lacks: before it is queued owner-only, then under the lock. */
    int missing;

    PermitWaiter(int permits) {
        missing = permits;
    }

    /** How many permits it asked for. */
    abstract int permits();
}
