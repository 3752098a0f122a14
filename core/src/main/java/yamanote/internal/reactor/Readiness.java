package yamanote.internal.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is known of a socket, in one atomic word: its readiness, a tick that numbers the events, and
 * whether it was shut down. Mirrors the word of Tokio's {@code ScheduledIo}.
 *
 * <pre>
 *   31         30 .. 8   7 .. 4   3              2             1          0
 *   SHUT_DOWN  tick      unused   WRITE_CLOSED   READ_CLOSED   WRITABLE   READABLE
 * </pre>
 *
 * The poller ORs bits in and advances the tick ({@link #set}). Whoever found the socket drained
 * clears what it saw ({@link #clear}): if an event came in between, the tick has moved and clearing
 * does nothing, for that event may tell of new data. Closed bits and SHUT_DOWN are final. All
 * transitions are read-modify-writes, so of two that race each sees the other's.
 */
public class Readiness {
    /** A read, or an accept, is worth trying. */
    public static final int READABLE = 1;

    /** A write, or finishing a connect, is worth trying. */
    public static final int WRITABLE = 1 << 1;

    /** The peer sends no more: reads end at once. Final. */
    public static final int READ_CLOSED = 1 << 2;

    /** The peer takes no more: writes fail at once. Final. */
    public static final int WRITE_CLOSED = 1 << 3;

    /** Closed on this side, or its reactor is. Final. */
    public static final int SHUT_DOWN = 1 << 31;

    private static final int CLEARABLE = READABLE | WRITABLE;
    private static final int TICK = 1 << 8;
    private static final int TICK_MASK = SHUT_DOWN - TICK;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(Readiness.class, "word", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int word;

    /** Nothing is ready. */
    public Readiness() {}

    /** The word as it is now: what {@link #clear} wants to be shown. */
    public final int word() {
        return word;
    }

    /** An event: adds {@code bits} and advances the tick; returns the word before. */
    public final int set(int bits) {
        int now;
        do {
            now = word;
        } while (!WORD.compareAndSet(this, now, (now & ~TICK_MASK) | bits | nextTick(now)));
        return now;
    }

    /**
     * Takes back {@code bits} (READABLE, WRITABLE) that an operation found to be no longer true,
     * unless an event came since {@code seen}.
     */
    public final void clear(int seen, int bits) {
        int now;
        do {
            now = word;
            if (((now ^ seen) & TICK_MASK) != 0) {
                return;
            }
        } while (!WORD.compareAndSet(this, now, now & ~(bits & CLEARABLE)));
    }

    /** Whether {@code word} tells of a socket that was closed on this side. */
    public static boolean isShutDown(int word) {
        return word < 0;
    }

    private static int nextTick(int word) {
        return (word + TICK) & TICK_MASK;
    }

    @Override
    public String toString() {
        int now = word;
        return "Readiness["
                + ((now & READABLE) != 0 ? "readable " : "")
                + ((now & WRITABLE) != 0 ? "writable " : "")
                + ((now & READ_CLOSED) != 0 ? "read-closed " : "")
                + ((now & WRITE_CLOSED) != 0 ? "write-closed " : "")
                + (isShutDown(now) ? "shut-down " : "")
                + "tick "
                + (now & TICK_MASK) / TICK
                + "]";
    }
}
