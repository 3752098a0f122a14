package yamanote.internal.timer;

/**
 * One ring of 64 slots of a {@link TimerWheel}; a slot spans 64^level ticks. Inside only.
 *
 * <p>A bit of {@link #occupied} is set exactly if its slot holds an entry. Below the top level
 * every entry lies in a slot ahead of the present one, within the present turn; at the top an entry
 * may lie further ahead than one turn, also in the present slot: it then comes up after a whole
 * turn and is put in place again.
 */
final class WheelLevel {
    static final int SLOT_BITS = 6;
    static final int SLOTS = 1 << SLOT_BITS;

    private final int shift;
    private final TimerLink[] slots = new TimerLink[SLOTS];
    private long occupied;

    WheelLevel(int level) {
        shift = level * SLOT_BITS;
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = new TimerLink();
        }
    }

    boolean isEmpty() {
        return occupied == 0;
    }

    /** The slot of {@code tick} in this ring. */
    int slotOf(long tick) {
        return (int) (tick >>> shift) & (SLOTS - 1);
    }

    /** The tick at which the next occupied slot begins; not for an empty level. */
    long nextTick(long elapsed) {
        long turn = elapsed >>> shift;
        // The present slot comes last: what it holds lies a whole turn ahead.
        int ahead = Long.numberOfTrailingZeros(Long.rotateRight(occupied, (int) turn + 1)) + 1;
        return (turn + ahead) << shift;
    }

    void append(int slot, TimerEntry entry) {
        slots[slot].append(entry);
        occupied |= 1L << slot;
    }

    /** Moves the entries of {@code slot} to the end of {@code list}. */
    void drainTo(int slot, TimerLink list) {
        list.appendAll(slots[slot]);
        occupied &= ~(1L << slot);
    }

    /** An entry has left that may have been the last one of {@code slot}. */
    void vacated(int slot) {
        if (slots[slot].isEmpty()) {
            occupied &= ~(1L << slot);
        }
    }

    /** For tests: the head of {@code slot}. */
    TimerLink head(int slot) {
        return slots[slot];
    }

    /** For tests: whether {@code slot} is marked as holding entries. */
    boolean isOccupied(int slot) {
        return (occupied & (1L << slot)) != 0;
    }
}
