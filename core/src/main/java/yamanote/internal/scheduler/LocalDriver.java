package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/**
 * One future whose polls drive a {@link LocalTasks}: a node in the list of those that are pending.
 * Whoever drives the set owns it.
 */
public class LocalDriver {
    Waker waker = Waker.noop();
    @Nullable LocalDriver next;
    boolean listed;

    /** In no list. */
    public LocalDriver() {}
}
