package yamanote.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelledError;
import yamanote.future.Context;
import yamanote.future.Eager;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * A {@link JoinHandle} that takes its task with it: closing it, or cancelling an await of it,
 * aborts the task. Mirrors {@code tokio_util::task::AbortOnDropHandle}.
 *
 * <pre>{@code
 * timeout(limit, AbortOnDrop.of(spawn(job()))).await();   // no job goes on after its timeout
 * }</pre>
 *
 * <p>A cancel waits for the clean-up of the task, which is thereby that of the canceller; {@link
 * #close} does not wait. After the task's end neither does anything. One owner, like a handle.
 */
@Eager
public final class AbortOnDrop<T extends @Nullable Object> implements Future<T>, Owned {
    private final JoinHandle<T> handle;
    private volatile boolean detached;
    private boolean cancelled;

    private AbortOnDrop(JoinHandle<T> handle) {
        this.handle = handle;
    }

    /** Over {@code handle}. */
    public static <T extends @Nullable Object> AbortOnDrop<T> of(JoinHandle<T> handle) {
        return new AbortOnDrop<>(Objects.requireNonNull(handle, "handle"));
    }

    /** The handle; from now on closing or cancelling this leaves the task alone. */
    public JoinHandle<T> detach() {
        detached = true;
        return handle;
    }

    /** See {@link JoinHandle#abort()}. */
    public void abort() {
        handle.abort();
    }

    /** Whether the task has ended. */
    public boolean isFinished() {
        return handle.isFinished();
    }

    /** See {@link JoinHandle#abortHandle()}. */
    public AbortHandle abortHandle() {
        return handle.abortHandle();
    }

    /** As of the handle: may be awaited again and again. */
    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (!cancelled) {
            return handle.poll(cx);
        }
        try {
            return handle.poll(cx);
        } catch (TaskCancelledException _) {
            throw new CancelledError(); // by us: no failure
        }
    }

    /** Aborts the task; true if it has ended. */
    @Override
    public boolean cancel(Context cx) {
        if (detached) {
            return handle.cancel(cx);
        }
        cancelled = true;
        handle.abort();
        return handle.isReady(cx);
    }

    /** Aborts the task and does not wait. */
    @Override
    public void close() {
        if (!detached) {
            handle.abort();
        }
    }
}
