package yamanote.internal.timer;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The entries that other threads want whoever is inside of a wheel to look at: a Treiber stack
 * through {@link TimerEntry#stackNext}. Anyone pushes, who is inside takes all of it; there is no
 * single pop, hence no ABA.
 */
final class EntryStack {
    private static final VarHandle TOP =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "top",
                    VarHandle.class,
                    EntryStack.class,
                    TimerEntry.class);

    private volatile @Nullable TimerEntry top;

    boolean isEmpty() {
        return top == null;
    }

    /** Only whoever has set {@code QUEUED} in the entry's state may push it. */
    void push(TimerEntry entry) {
        TimerEntry before;
        do {
            before = top;
            entry.stackNext = before;
        } while (!TOP.compareAndSet(this, before, entry)); // releases the entry to takeAll
    }

    /** Inside: everything pushed so far, oldest first, chained by {@code stackNext}. */
    @Nullable TimerEntry takeAll() {
        if (top == null) {
            return null;
        }
        TimerEntry entry = (TimerEntry) TOP.getAndSet(this, null); // acquires from push
        TimerEntry oldestFirst = null;
        while (entry != null) {
            TimerEntry below = entry.stackNext;
            entry.stackNext = oldestFirst;
            oldestFirst = entry;
            entry = below;
        }
        return oldestFirst;
    }
}
