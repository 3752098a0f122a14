package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;

/** The drivers of one set that are pending. Whoever drives the set owns it. */
final class LocalDrivers {
    private @Nullable LocalDriver first;

    /** {@code driver} is being polled; by {@code waker} it is polled again. */
    void add(LocalDriver driver, Waker waker) {
        driver.waker = waker;
        if (!driver.listed) {
            driver.listed = true;
            driver.next = first;
            first = driver;
        }
    }

    /** {@code driver} has ended. */
    void remove(LocalDriver driver) {
        LocalDriver before = null;
        for (LocalDriver at = first; at != null; before = at, at = at.next) {
            if (at == driver) {
                if (before == null) {
                    first = at.next;
                } else {
                    before.next = at.next;
                }
                driver.next = null;
                driver.listed = false;
                driver.waker = Waker.noop();
                return;
            }
        }
    }

    /** They await the end of all tasks, or one has to go on driving. */
    void wakeOthers(LocalDriver driver) {
        for (LocalDriver other = first; other != null; other = other.next) {
            if (other != driver) {
                other.waker.wake();
            }
        }
    }
}
