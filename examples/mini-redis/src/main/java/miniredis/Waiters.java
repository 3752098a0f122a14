package miniredis;

import java.util.HashMap;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for an item at which key, first come first served. Guarded by the lock of {@link Db}.
 */
final class Waiters {
    private final HashMap<Slice, LinkedHashSet<Waiter>> at = new HashMap<>();
    private int count;

    void add(Waiter waiter) {
        count++;
        for (Slice key : waiter.keys()) {
            at.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(waiter);
        }
    }

    /**
     * The one that has waited longest at {@code key}, who now waits at no key any more; or null.
     */
    @Nullable Waiter pollFirst(Slice key) {
        if (at.isEmpty() || !(at.get(key) instanceof LinkedHashSet<Waiter> queue)) {
            return null;
        }
        Waiter first = queue.getFirst();
        takeOut(first);
        return first;
    }

    /** The wait is over, however it ended. */
    void remove(Waiter waiter) {
        count--;
        takeOut(waiter);
    }

    private void takeOut(Waiter waiter) {
        for (Slice key : waiter.keys()) {
            LinkedHashSet<Waiter> queue = at.get(key);
            if (queue != null && queue.remove(waiter) && queue.isEmpty()) {
                at.remove(key);
            }
        }
    }

    /** How many clients are blocked. */
    int count() {
        return count;
    }
}
