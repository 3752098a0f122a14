package yamanote.internal.timer;

import org.jspecify.annotations.Nullable;

/**
 * Hashed, hierarchical timer wheel: 6 levels of 64 slots, ticks of 1 ms. Mirrors {@code
 * tokio::runtime::time::wheel}, but one thread owns it and no lock guards it.
 *
 * <p>The owner is the thread between {@link #claim} and {@link #release}: the one that polls the
 * tasks and turns the driver. Whoever hands the wheel from thread to thread (the scheduler's core)
 * orders the two by happens-before. On any other thread the operations of a {@link TimerEntry} go
 * through the stack; if a parked owner must hear of one, {@code unpark} is run.
 */
public final class TimerWheel {
    /*
     * An entry sits at the level of the highest 6-bit digit in which its tick differs from `elapsed`,
     * in the slot that this digit names. So all of a level lies ahead of all of the levels below, the
     * earliest slot of the lowest occupied level is the next to come up, and when it does, `elapsed`
     * moves to its first tick and its entries fire or move down. `elapsed` never passes an occupied
     * slot. Entries 2^36 ticks ahead or more share the top level and are put in place again each time
     * that their slot comes up.
     *
     * Entries to be looked at are in `due`: a whole slot is spliced to it, then one entry at a time is
     * taken off, woken or linked again. The list is consistent at each wake.
     *
     * Parking (Dekker): the owner writes `parkedUntil`, then looks at the stack; a foreign thread pushes,
     * then reads `parkedUntil`. One of them sees the other, so a foreign timer is never slept through.
     */

    /** No timer is pending. */
    public static final long NONE = Long.MAX_VALUE;

    static final int LEVELS = 6;

    private static final long TICK_NANOS = 1_000_000;
    private static final long LAST_TICK = Long.MAX_VALUE / TICK_NANOS;
    private static final long AWAKE = Long.MIN_VALUE;

    private final TimeSource time;
    private final Runnable unpark;
    private final WheelLevel[] levels = new WheelLevel[LEVELS];
    private final TimerLink due = new TimerLink();
    private final EntryStack foreign = new EntryStack();
    private long elapsed;

    /** Compared with the current thread only, so a racy read cannot mislead. */
    private @Nullable Thread owner;

    private volatile long parkedUntil = AWAKE;
    private volatile boolean closed;

    /**
     * A wheel that follows {@code time}; {@code unpark} ends the owner's wait for {@link
     * #nextDeadline} from any thread.
     */
    public TimerWheel(TimeSource time, Runnable unpark) {
        this.time = time;
        this.unpark = unpark;
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = new WheelLevel(i);
        }
        elapsed = tickAtOrBefore(time.nanos());
    }

    /** The clock of the runtime that this wheel belongs to. */
    public TimeSource time() {
        return time;
    }

    /** The calling thread becomes the owner; the previous owner has released it. */
    public void claim() {
        owner = Thread.currentThread();
    }

    /** Owner-only: the wheel has no owner until the next {@link #claim}. */
    public void release() {
        owner = null;
    }

    /**
     * Owner-only: nanoseconds of the runtime's clock at which the owner must {@link #advance}
     * again, or {@link #NONE}. Fires nothing. It may be a time at which timers only move down a
     * level.
     */
    public long nextDeadline() {
        do {
            drainForeign();
            parkedUntil = nextNanos();
        } while (!foreign.isEmpty()); // pairs with push then parkedUntil in attention()
        return parkedUntil;
    }

    /** Owner-only: fires everything due at {@code nowNanos}; returns how many fired. */
    public int advance(long nowNanos) {
        parkedUntil = AWAKE;
        drainForeign();
        long now = tickAtOrBefore(nowNanos);
        int fired = fireDue();
        for (WheelLevel level = nearest(); level != null; level = nearest()) {
            long tick = level.nextTick(elapsed);
            if (tick > now) {
                break;
            }
            elapsed = tick;
            level.drainTo(level.slotOf(tick), due);
            fired += fireDue();
        }
        elapsed = Math.max(elapsed, now);
        return fired;
    }

    /**
     * Owner-only, at shutdown: wakes every waiter; from now on its polls throw {@link
     * IllegalStateException}. Gives up ownership.
     */
    public void close() {
        owner = null;
        closed = true;
        drainForeign(); // after closed: pairs with push then isClosed in TimerEntry
        for (WheelLevel level : levels) {
            for (int slot = 0; slot < WheelLevel.SLOTS; slot++) {
                level.drainTo(slot, due);
            }
        }
        while (!due.isEmpty()) {
            TimerEntry entry = (TimerEntry) due.next;
            detach(entry);
            entry.wake();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the calling thread owns this wheel. */
    boolean isOwned() {
        return owner == Thread.currentThread();
    }

    /** Owner-only: links an entry that is not linked; false if its deadline has passed already. */
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
        return true;
    }

    /** Owner-only: takes a linked entry out of whichever list it is in. */
    void unlink(TimerEntry entry) {
        int slot = entry.slot;
        boolean alone = entry.prev == entry.next;
        detach(entry);
        if (alone && slot >= 0) {
            levels[slot >> WheelLevel.SLOT_BITS].vacated(slot & (WheelLevel.SLOTS - 1));
        }
    }

    /** Any thread: the owner shall look at {@code entry}, which its caller has marked as queued. */
    void push(TimerEntry entry) {
        foreign.push(entry);
    }

    /** Any thread, after its request is visible: wakes an owner that would sleep past it. */
    void attention(long deadlineNanos) {
        if (deadlineNanos < parkedUntil) { // pairs with nextDeadline()
            unpark.run();
        }
    }

    /** Makes the lists agree with what other threads want. Wakes nobody: see {@link #due}. */
    private void drainForeign() {
        for (TimerEntry entry = foreign.takeAll(); entry != null; ) {
            TimerEntry next = entry.stackNext;
            entry.stackNext = null; // before accept(): from then on it may be pushed again
            boolean armed = entry.accept();
            if (entry.slot != TimerEntry.UNLINKED) {
                unlink(entry);
            }
            if (armed && !link(entry)) {
                entry.slot = TimerEntry.DUE;
                due.append(entry);
            }
            entry = next;
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

    private static void detach(TimerEntry entry) {
        entry.unlink();
        entry.slot = TimerEntry.UNLINKED;
    }

    private @Nullable WheelLevel nearest() {
        for (WheelLevel level : levels) {
            if (!level.isEmpty()) {
                return level;
            }
        }
        return null;
    }

    private long nextNanos() {
        if (!due.isEmpty()) {
            return elapsed * TICK_NANOS;
        }
        WheelLevel level = nearest();
        long tick = level == null ? NONE : level.nextTick(elapsed);
        return tick > LAST_TICK ? NONE : tick * TICK_NANOS;
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

    /** For tests: the last tick up to which everything has fired. */
    long elapsedTicks() {
        return elapsed;
    }
}
