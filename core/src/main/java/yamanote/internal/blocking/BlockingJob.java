package yamanote.internal.blocking;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.task.UnreadResults;
import yamanote.internal.task.Unscheduled;

/**
 * A call that may block, with the join side of a task. It runs on a pool thread once; abort before
 * the start cancels it, after the start interrupts the thread (unless the job forbids it).
 *
 * <p>Who begins it (pool thread, abort or shutdown) wins {@code begin()} and completes it. The
 * thread is interrupted under the job's monitor only while the job runs, so that the next job of
 * the same thread never sees that interrupt.
 */
public final class BlockingJob extends Task {
    /** How a job takes part in abort and shutdown. */
    public enum Kind {
        /** May be dropped while queued and interrupted while running. */
        ORDINARY,
        /** Runs even if the runtime is closed meanwhile, and is never interrupted. */
        MANDATORY
    }

    /** Somebody else has begun it, and ends it. */
    private static final Object ABORTED = new Object();

    private final Kind kind;
    private final UnreadResults unread;
    private @Nullable Callable<?> call;

    // Guarded by this.
    private boolean begun;
    private boolean aborted;
    private @Nullable Thread thread;

    /** A job that is in no queue yet. */
    public BlockingJob(Callable<?> call, Kind kind, UnreadResults unread) {
        super(null, Unscheduled.INSTANCE);
        this.call = call;
        this.kind = kind;
        this.unread = unread;
    }

    Kind kind() {
        return kind;
    }

    @Override
    public void abort() {
        boolean cancelled;
        synchronized (this) {
            cancelled = begin();
            aborted = true;
            if (!cancelled && thread != null && kind == Kind.ORDINARY) {
                thread.interrupt();
            }
        }
        if (cancelled) {
            finish(Ending.CANCELLED);
        }
    }

    /** On a pool thread: calls, unless it was aborted before; {@link #finish} takes the outcome. */
    @Nullable Object execute() {
        Callable<?> call = this.call;
        synchronized (this) {
            if (!begin() || call == null) {
                return ABORTED;
            }
            thread = Thread.currentThread();
        }
        return outcome(call);
    }

    /** The name of a job that still runs, for shutdown's report. */
    String describe() {
        return "blocking job, " + Sites.of(call);
    }

    private @Nullable Object outcome(Callable<?> call) {
        Object result;
        Throwable thrown = null;
        try {
            result = call.call();
        } catch (Throwable t) {
            result = null;
            thrown = t;
        }
        boolean aborted;
        synchronized (this) {
            thread = null;
            aborted = this.aborted;
            Thread.interrupted();
        }
        if (thrown == null) {
            return result;
        }
        return aborted && thrown instanceof InterruptedException
                ? Ending.CANCELLED
                : Ending.of(thrown, call);
    }

    private synchronized boolean begin() {
        if (begun) {
            return false;
        }
        begun = true;
        beginPoll();
        return true;
    }

    /** Whoever has begun it: its end, seen by all. */
    void finish(@Nullable Object result) {
        if (result == ABORTED) {
            return;
        }
        call = null;
        Object kept = Ending.keep(result);
        complete(kept);
        unread.ended(this, kept);
    }
}
