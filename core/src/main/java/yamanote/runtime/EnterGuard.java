package yamanote.runtime;

import yamanote.internal.runtime.Entered;

/** Keeps a thread inside a runtime; see {@link RuntimeHandle#enter()}. */
public final class EnterGuard implements AutoCloseable {
    private final Entered entered;

    EnterGuard(Entered entered) {
        this.entered = entered;
    }

    /**
     * Leaves the runtime.
     *
     * @throws IllegalStateException out of order, a second time, or on another thread
     */
    @Override
    public void close() {
        entered.leave();
    }
}
