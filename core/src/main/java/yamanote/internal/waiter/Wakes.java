package yamanote.internal.waiter;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/** Wakes on behalf of somebody who has nothing to do with the task that is woken. */
public final class Wakes {
    private Wakes() {}

    /**
     * Calls {@code waker}, if there is one. A waker must not throw; one that does is logged, for
     * neither the release that came upon it nor the waiters behind it may suffer.
     */
    public static void wake(@Nullable Waker waker) {
        if (waker == null) {
            return;
        }
        try {
            waker.wake();
        } catch (Throwable thrown) {
            Logs.LOG.log(Level.ERROR, "a waker threw, its task may hang: " + waker, thrown);
        }
    }

    /** Lazily bound. */
    private static final class Logs {
        static final Logger LOG = System.getLogger("yamanote");
    }
}
