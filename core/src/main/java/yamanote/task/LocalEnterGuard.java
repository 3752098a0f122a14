package yamanote.task;

import yamanote.internal.runtime.Entered;

/**
 * Keeps a thread inside a set; see {@link LocalSet#enter()}. Mirrors {@code
 * tokio::task::LocalEnterGuard}.
 */
public final class LocalEnterGuard implements AutoCloseable {
    private final Entered entered;

    LocalEnterGuard(Entered entered) {
        this.entered = entered;
    }

    /**
     * Leaves the set.
     *
     * @throws IllegalStateException out of order, a second time, or on another thread
     */
    @Override
    public void close() {
        entered.leave();
    }
}
