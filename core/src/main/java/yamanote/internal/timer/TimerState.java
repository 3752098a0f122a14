package yamanote.internal.timer;

/** The state word of a {@link TimerEntry}. */
final class TimerState {
    /*
     * What the future's owner wants, and whether the wheel has yet to be told.
     *
     *   IDLE    in no list, or QUEUED to be taken out   --arm-->    ARMED
     *   ARMED   linked, or QUEUED to be linked          --disarm--> IDLE    --fire--> FIRED
     *   FIRED   the deadline has passed                 --rearm-->  IDLE
     *   QUEUED  (a bit) on the wheel's stack, or about to be pushed by whoever set it
     *
     * The future's owner arms, disarms, rearms; only who is inside of the wheel (its owner or a
     * substitute) fires, and only from exactly ARMED: with QUEUED a request is on its way that may
     * have moved the deadline, so the wheel lets go of the entry and decides when it takes the
     * request off the stack. QUEUED is cleared inside, the entry being in no list by then.
     *
     * So in exactly IDLE or FIRED no wheel holds the entry nor will touch it, but for a wake that is
     * under way: all of it belongs to the future's owner, who may write it plainly and move it to
     * another wheel.
     */
    static final int IDLE = 0;
    static final int ARMED = 1;
    static final int FIRED = 2;
    static final int QUEUED = 4;

    private TimerState() {}

    /** {@code state} without the bit. */
    static int wanted(int state) {
        return state & ~QUEUED;
    }

    /** {@code wanted}, queued or not as {@code state} is. */
    static int withBit(int state, int wanted) {
        return (state & QUEUED) | wanted;
    }
}
