package yamanote.internal.timer;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * The lists of a {@link TimerWheel}: 6 levels of 64 slots, ticks of 1 ms, and the entries due.
 * Touched only by the thread that is inside of the wheel.
 */
final class WheelLists {
    /*
     * An entry sits at the level of the highest 6-bit digit in which its tick differs from `elapsed`,
     * in the slot that this digit names. So all of a level lies ahead of all of the levels below, the
     * earliest slot of the lowest occupied level is the next to come up, and when it does, `elapsed`
     * moves to its first tick and its entries fire or move down. `elapsed` never passes an occupied
     * slot. Entries 2^36 ticks ahead or more share the top level and are put in place again each time
     * that their slot comes up.
     *
     * Entries to be looked at are in `due`: a whole slot is spliced to it, then one entry at a time is
     * taken off, woken or linked again. The lists are consistent at each wake.
     */
    static final int LEVELS = 6;

    private static final long TICK_NANOS = 1_000_000;
    private static final long LAST_TICK = Long.MAX_VALUE / TICK_NANOS;

    private final WheelLevel[] levels = new WheelLevel[LEVELS];
    private final TimerLink due = new TimerLink();

    /** The last tick up to which everything has fired. */
    private long elapsed;

    /** How many entries are in a slot or due. */
    private int size;

    WheelLists(long nowNanos) {
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = new WheelLevel(i);
        }
        elapsed = tickAtOrBefore(nowNanos);
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Links an entry that is not linked; false if its deadline has passed already. */
    boolean link(TimerEntry entry) {
        long tick = tickAtOrAfter(entry.deadlineNanos());
        if (tick <= elapsed) {
            return false;
        }
        int digit = (63 - Long.numberOfLeadingZeros((tick ^ elapsed) | 1)) / WheelLevel.SLOT_BITS;
        int level = Math.min(digit, LEVELS - 1);
        int slot = levels[level].slotOf(tick);
        entry.slot = (level << WheelLevel.SLOT_BITS) | slot;
        levels[level].append(slot, entry);
        size++;
        return true;
    }

    /** Links an entry that is not linked; if its deadline has passed, with those due. */
    void linkOrMakeDue(TimerEntry entry) {
        if (!link(entry)) {
            entry.slot = TimerEntry.DUE;
            due.append(entry);
            size++;
        }
    }

    /** Takes a linked entry out of whichever list it is in. */
    void unlink(TimerEntry entry) {
        int slot = entry.slot;
        boolean alone = entry.prev == entry.next;
        detach(entry);
        if (alone && slot >= 0) {
            levels[slot >> WheelLevel.SLOT_BITS].vacated(slot & (WheelLevel.SLOTS - 1));
        }
    }

    /** Fires everything due at {@code nowNanos}; returns how many fired. */
    int advance(long nowNanos) {
        long now = tickAtOrBefore(nowNanos);
        int fired = 0;
        if (size != 0) {
            fired = fireDue();
            for (WheelLevel level = nearest(); level != null; level = nearest()) {
                long tick = level.nextTick(elapsed);
                if (tick > now) {
                    break;
                }
                elapsed = tick;
                level.drainTo(level.slotOf(tick), due);
                fired += fireDue();
            }
        }
        elapsed = Math.max(elapsed, now);
        return fired;
    }

    /** When {@link #advance} next has something to do, in nanoseconds. */
    long nextNanos() {
        if (!due.isEmpty()) {
            return elapsed * TICK_NANOS;
        }
        WheelLevel level = nearest();
        long tick = level == null ? TimerWheel.NONE : level.nextTick(elapsed);
        return tick > LAST_TICK ? TimerWheel.NONE : tick * TICK_NANOS;
    }

    /** Empties the lists and wakes every waiter, fired or not. */
    void wakeAll() {
        for (WheelLevel level : levels) {
            for (int slot = 0; slot < WheelLevel.SLOTS; slot++) {
                level.drainTo(slot, due);
            }
        }
        while (!due.isEmpty()) {
            TimerEntry entry = (TimerEntry) due.next;
            detach(entry);
            try {
                entry.wake();
            } catch (Throwable thrown) {
                // A waker of a user's own; the others are to hear of the end all the same.
                System.getLogger("yamanote").log(Level.ERROR, "a waker threw at close()", thrown);
            }
        }
    }

    private int fireDue() {
        int fired = 0;
        while (!due.isEmpty()) {
            TimerEntry entry = (TimerEntry) due.next;
            detach(entry);
            if (!link(entry) && entry.fire()) {
                fired++;
            }
        }
        return fired;
    }

    private void detach(TimerEntry entry) {
        entry.unlink();
        entry.slot = TimerEntry.UNLINKED;
        size--;
    }

    private @Nullable WheelLevel nearest() {
        for (WheelLevel level : levels) {
            if (!level.isEmpty()) {
                return level;
            }
        }
        return null;
    }

    private static long tickAtOrBefore(long nanos) {
        return Math.floorDiv(nanos, TICK_NANOS);
    }

    private static long tickAtOrAfter(long nanos) {
        return Math.ceilDiv(nanos, TICK_NANOS);
    }

    /** For tests. */
    WheelLevel level(int index) {
        return levels[index];
    }

    /** How many entries are in here. */
    int size() {
        return size;
    }
}
