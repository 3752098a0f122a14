package yamanote.internal.timer;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Who is inside of a {@link TimerWheel}: its owner, for the length of one operation; or a
 * substitute, if the owner does not come; or nobody ever again, once it is closed.
 */
final class WheelGate {
    /*
     * Invariant: at most one thread at a time is inside, that is, touches the wheel's lists and takes
     * entries off its stack. That is the owner while `depth` > 0, or a substitute while `substitute` is
     * INSIDE or CLOSED. Neither waits for the other (Dekker):
     *
     *   owner, enter()          depth = 1 (volatile);            then substitute FREE?  in : undo
     *   substitute, stepIn()    substitute: FREE -> INSIDE (CAS);  then depth 0?  in : undo
     *
     * Each writes, then reads what the other writes. The four accesses are volatile, hence in one
     * total order, and the later writer sees the earlier write. If both see each other, both undo:
     * the owner takes the way of other threads, through the stack, the substitute gives up.
     *
     * Who leaves does so by a release store, exit() or stepOut(), and who enters reads it or a later
     * one: what was done inside before happens-before what is done inside next. Two owners are ordered
     * by whoever hands the wheel on, two substitutes by the CAS, which acquires from stepOut().
     *
     * Only the owner writes `depth`: its own plain read of it is exact. It nests, since a waker that
     * runs inside may arm or drop timers of the same wheel; nested, a substitute cannot be inside and
     * there is nothing to look at. A substitute does not nest: the wakers that it runs take the way
     * through the stack, also those of an owner that is its own substitute.
     *
     * CLOSED is a substitute that never leaves.
     */
    private static final int FREE = 0;
    private static final int INSIDE = 1;
    private static final int CLOSED = 2;

    private static final VarHandle DEPTH = field("depth");
    private static final VarHandle SUBSTITUTE = field("substitute");

    /** Compared with the current thread only, so a racy read cannot mislead. */
    private @Nullable Thread owner;

    /** Written by the owner: how many of its operations are under way, one within the other. */
    private int depth;

    private volatile int substitute;

    private static VarHandle field(String name) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, WheelGate.class, int.class);
    }

    void claim() {
        owner = Thread.currentThread();
    }

    void release() {
        owner = null;
    }

    boolean isOwned() {
        return owner == Thread.currentThread();
    }

    /** Any thread: whether it is the owner and is inside from now on, until {@link #exit}. */
    boolean enter() {
        if (owner != Thread.currentThread()) {
            return false;
        }
        int outer = depth;
        if (outer != 0) {
            DEPTH.setOpaque(this, outer + 1);
            return true;
        }
        DEPTH.setVolatile(this, 1); // then substitute: pairs with stepIn()
        if (substitute != FREE) { // acquires from stepOut()
            DEPTH.setOpaque(this, 0);
            return false;
        }
        return true;
    }

    /** Owner-only: ends what the last {@link #enter} began. */
    void exit() {
        DEPTH.setRelease(this, depth - 1); // to stepIn()
    }

    /** Owner-only: whether the calling code runs inside. */
    boolean isEntered() {
        return depth != 0;
    }

    /** Any thread: whether it is inside from now on, until {@link #stepOut} or {@link #close}. */
    boolean stepIn() {
        if (!SUBSTITUTE.compareAndSet(this, FREE, INSIDE)) { // then depth: pairs with enter()
            return false;
        }
        if ((int) DEPTH.getVolatile(this) != 0) { // acquires from exit()
            stepOut();
            return false;
        }
        return true;
    }

    /** Substitute-only. */
    void stepOut() {
        SUBSTITUTE.setRelease(this, FREE); // to enter(), isFree() and the next stepIn()
    }

    /** Substitute-only: stays inside for ever. */
    void close() {
        substitute = CLOSED; // pairs with isClosed() in TimerEntry
    }

    /** Whether no substitute is inside; orders the caller after the last one. */
    boolean isFree() {
        return substitute == FREE; // acquires from stepOut()
    }

    boolean isClosed() {
        return substitute == CLOSED;
    }
}
