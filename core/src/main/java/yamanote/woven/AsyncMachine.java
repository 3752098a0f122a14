package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/** The frame of one call of an async body: the future that {@code async(() -> …)} makes. */
/*
 * One int says everything. Its lower half is the suspension point that the frame is saved for (0:
 * the start), its upper half holds the flags:
 *
 *   NEW        0                  nothing ran; the captured values are in final fields
 *   SUSPENDED  k | [CANCELLED]    frame saved, `awaiting` is what point k waits for
 *   RUNNING    k | RUNNING | …    k is kept, so that a poll that finds the awaited future still
 *                                 pending leaves the saved frame as it is
 *   DONE       DONE               returned, thrown or cancelled before the start
 *
 * Only the owner moves it (poll and cancel are owner-only), hence plain fields. CANCELLED is set
 * by the first cancel of a suspended body and stays until DONE: it makes a second cancel a no-op,
 * which must not kill a clean-up that is going on.
 *
 * RUNNING and DONE are negative, so `begin` refuses both with one comparison, before the generated
 * poll enters the body: a refused poll leaves the state alone.
 */
public abstract class AsyncMachine<T extends @Nullable Object> implements Future<T> {
    /** What generated code compares a poll with. */
    public static final Poll<?> PENDING = Poll.pending();

    private static final int POINT = 0xFFFF;
    private static final int RUNNING = 1 << 31;
    private static final int DONE = RUNNING | 1 << 30;
    private static final int CANCELLED = 1 << 29;

    private int state;
    private @Nullable Future<?> awaiting;

    /** For generated subclasses. */
    protected AsyncMachine() {}

    /** Where the body stands in the source. */
    protected abstract MachineInfo info();

    /** Enters a poll: refuses one from within the body itself and one after the end. */
    protected final void begin() {
        int now = state;
        if (now < 0) {
            throw refused(now, "polled");
        }
        state = now | RUNNING;
    }

    /** Leaves a poll by an exception. */
    protected final void failed() {
        end();
    }

    /** The suspension point to resume at; 0 is the start. */
    public final int point() {
        return state & POINT;
    }

    /** What the suspended body waits for. */
    public final @Nullable Future<?> awaiting() {
        return awaiting;
    }

    /** Leaves a poll at {@code point}, the frame having been saved. */
    public final Poll<?> suspend(int point, Future<?> future) {
        state = (state & CANCELLED) | point;
        awaiting = future;
        return PENDING;
    }

    /** Leaves a poll that found the awaited future still pending: the saved frame stands. */
    public final Poll<?> suspendAgain() {
        state &= ~RUNNING;
        return PENDING;
    }

    /** Leaves a poll with the body's value. */
    public final Poll<?> finish(@Nullable Object value) {
        end();
        return Poll.<@Nullable Object>ready(value);
    }

    /** Leaves a poll of a body without a value. */
    public final Poll<?> finish() {
        end();
        return Poll.<@Nullable Object>ready(null);
    }

    private void end() {
        state = DONE;
        awaiting = null;
    }

    /**
     * Cancels the innermost future first, then resumes the body once with {@link CancelledError} at
     * its await, where {@code finally} and {@code catch} find it.
     */
    @Override
    public final boolean cancel(Context cx) {
        int now = state;
        if (now == 0) {
            end();
            return true;
        }
        if ((now & DONE) == DONE) {
            return true;
        }
        if (now < 0) {
            throw refused(now, "cancelled");
        }
        if ((now & CANCELLED) != 0) {
            return false;
        }
        state = now | CANCELLED;
        Future<?> inner = awaiting;
        if (inner != null && !CleanUp.cancel(inner, cx)) {
            awaiting = new CancelJoin(inner);
            return false;
        }
        awaiting = Cancellation.DELIVER;
        try {
            if (poll(cx) instanceof Poll.Ready<?> ready) {
                Owned.drop(ready.value());
                return true;
            }
            return false;
        } catch (Throwable end) {
            CleanUp.report(this, end, cx);
            return true;
        }
    }

    private IllegalStateException refused(int now, String call) {
        return new IllegalStateException(
                (now & DONE) == DONE
                        ? this + " has ended and cannot be " + call + " again: make a new future"
                        : this + " is " + call + " from within its own poll");
    }

    /** The await chain of a future that no thread is polling; see {@link MachineInfo#dump}. */
    final boolean isSuspended() {
        return state > 0;
    }

    @Override
    public final String toString() {
        return info().at(state < 0 ? 0 : point()).toString();
    }
}
