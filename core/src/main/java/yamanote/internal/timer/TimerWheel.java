package yamanote.internal.timer;

/**
 * Hashed, hierarchical timer wheel. Mirrors {@code tokio::runtime::time::wheel}, but one thread
 * owns it and no lock guards it.
 *
 * <p>The owner is the thread between {@link #claim} and {@link #release}: the one that polls the
 * tasks and turns the driver. Whoever hands the wheel from thread to thread (the scheduler's core)
 * orders the two by happens-before. On any other thread the operations of a {@link TimerEntry} go
 * through the stack; if a parked owner must hear of one, {@code unpark} is run.
 *
 * <p>An owner may get stuck in a poll. Then any thread may fire its timers: {@link #advanceFor}.
 */
public final class TimerWheel {
    /*
     * One thread at a time is inside: the owner or a substitute, see WheelGate. Only there are `lists`
     * touched and entries taken off the stack; the owner that finds a substitute inside takes the
     * way of any other thread, or comes again later.
     *
     * Parking (Dekker): the owner writes `parkedUntil`, then looks at the stack; a foreign thread
     * pushes, then reads `parkedUntil`. One of them sees the other, so a foreign timer is never slept
     * through. A substitute leaves `parkedUntil` alone, for the owner may have parked meanwhile, and
     * need not lower it: what it takes off the stack after the owner's look, the pusher itself compares
     * with `parkedUntil`; what it moves within the lists had come up, so the owner's wait ends at once.
     */

    /** No timer is pending. */
    public static final long NONE = Long.MAX_VALUE;

    /** What {@link #advanceFor} and {@link #pendingFor} give if somebody else was inside. */
    public static final int BUSY = -1;

    private static final long AWAKE = Long.MIN_VALUE;

    private final TimeSource time;
    private final Runnable unpark;
    private final WheelLists lists;
    private final EntryStack foreign = new EntryStack();
    private final WheelGate gate = new WheelGate();

    private volatile long parkedUntil = AWAKE;

    /**
     * A wheel that follows {@code time}; {@code unpark} ends the owner's wait for {@link
     * #nextDeadline} from any thread.
     */
    public TimerWheel(TimeSource time, Runnable unpark) {
        this.time = time;
        this.unpark = unpark;
        lists = new WheelLists(time.nanos());
    }

    /** The clock of the runtime that this wheel belongs to. */
    public TimeSource time() {
        return time;
    }

    /** The calling thread becomes the owner; the previous owner has released it. */
    public void claim() {
        gate.claim();
    }

    /** Owner-only: the wheel has no owner until the next {@link #claim}. */
    public void release() {
        gate.release();
    }

    /**
     * Owner-only: whether there is no timer to fire or to wait for, so that {@link #advance} would
     * do nothing. May be true a moment too long while a substitute links what other threads have
     * armed; {@link #nextDeadline} is exact.
     */
    public boolean isIdle() {
        return gate.isFree() && lists.isEmpty() && foreign.isEmpty();
    }

    /**
     * Owner-only: nanoseconds of the runtime's clock at which the owner must {@link #advance}
     * again, or {@link #NONE}. Fires nothing. It may be a time at which timers only move down a
     * level; it is the present if a substitute is inside.
     */
    public long nextDeadline() {
        if (!enterAsOwner()) {
            return isClosed() ? NONE : time.nanos();
        }
        do {
            drainForeign();
            parkedUntil = lists.nextNanos();
        } while (!foreign.isEmpty()); // pairs with push then parkedUntil in attention()
        gate.exit();
        return parkedUntil;
    }

    /**
     * Owner-only: fires everything due at {@code nowNanos}; returns how many fired. Does nothing if
     * a substitute is inside: the owner comes again at its next turn.
     */
    public int advance(long nowNanos) {
        if (parkedUntil != AWAKE) {
            parkedUntil = AWAKE;
        }
        if (!enterAsOwner()) {
            return 0;
        }
        try {
            drainForeign();
            return lists.advance(nowNanos);
        } finally {
            gate.exit();
        }
    }

    /**
     * Any thread, instead of an owner that may be stuck: {@link #advance}, or {@link #BUSY} if the
     * owner or another substitute is at it. What wakers do to timers of this wheel is seen at the
     * next turn.
     */
    public int advanceFor(long nowNanos) {
        if (!gate.stepIn()) {
            return BUSY;
        }
        try {
            drainForeign();
            return lists.advance(nowNanos);
        } finally {
            gate.stepOut();
        }
    }

    /**
     * Any thread: how many timers are armed, or {@link #BUSY} if the owner or a substitute is
     * inside. Fires nothing: a timer that is due is still one.
     */
    public int pendingFor() {
        if (!gate.stepIn()) {
            return BUSY;
        }
        try {
            drainForeign(); // those that were cancelled elsewhere, too
            return lists.size();
        } finally {
            gate.stepOut();
        }
    }

    /**
     * Owner-only, at shutdown: wakes every waiter; from now on its polls throw {@link
     * IllegalStateException}. Gives up ownership. Waits for a substitute that is inside.
     */
    public void close() {
        if (gate.isOwned()) {
            if (gate.isEntered()) {
                throw new AssertionError("a timer wheel was closed by a waker that it runs");
            }
            gate.release();
        }
        while (!closeFor()) {
            Thread.onSpinWait();
        }
    }

    /**
     * Any thread, at shutdown, instead of an owner that may be stuck: {@link #close}, but the owner
     * stays. False, and nothing is done, while the owner or a substitute is inside.
     */
    public boolean closeFor() {
        if (isClosed()) {
            return true;
        }
        if (!gate.stepIn()) {
            return false;
        }
        gate.close();
        drainForeign(); // after close(): pairs with push then isClosed() in TimerEntry
        lists.wakeAll();
        return true;
    }

    boolean isClosed() {
        return gate.isClosed();
    }

    /**
     * Whether the calling thread is the owner and inside from now on, until {@link #exit}; if not,
     * it takes the stack's way.
     */
    boolean enter() {
        return gate.enter();
    }

    /** Owner-only: ends what {@link #enter} began. */
    void exit() {
        gate.exit();
    }

    private boolean enterAsOwner() {
        if (gate.enter()) {
            return true;
        }
        if (!gate.isOwned() && !isClosed()) {
            throw new AssertionError("a timer wheel was turned by a thread that does not own it");
        }
        return false;
    }

    /** Inside: links an entry that is not linked; false if its deadline has passed already. */
    boolean link(TimerEntry entry) {
        return lists.link(entry);
    }

    /** Inside: takes a linked entry out of whichever list it is in. */
    void unlink(TimerEntry entry) {
        lists.unlink(entry);
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

    /** Inside: makes the lists agree with what other threads want. Wakes nobody. */
    private void drainForeign() {
        for (TimerEntry entry = foreign.takeAll(); entry != null; ) {
            TimerEntry next = entry.stackNext;
            // All before accept(): from then on it may be pushed again, or move to another wheel.
            entry.stackNext = null;
            if (entry.slot != TimerEntry.UNLINKED) {
                lists.unlink(entry);
            }
            if (entry.accept()) {
                lists.linkOrMakeDue(entry);
            }
            entry = next;
        }
    }

    /** For tests. */
    WheelLists lists() {
        return lists;
    }
}
