package yamanote.task;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A request to stop that many tasks can see, wait for and pass on: set once, never reset. Mirrors
 * {@code tokio_util::sync::CancellationToken}.
 *
 * <pre>{@code
 * while (token.runUntilCancelled(listener.accept()).await() instanceof TcpStream stream) {
 *     spawn(serve(stream, token.child()));
 * }
 * }</pre>
 *
 * <p>Tokens form a tree: cancelling one cancels its descendants, never its parent or siblings. A
 * token that is no longer used needs no closing; only {@link DropGuard} cancels one by being
 * closed. Any thread may call any method; what precedes {@link #cancel} happens-before what follows
 * an await that it ended.
 *
 * <p>It asks, it forces nothing: a task that does not look goes on. {@code abort()} is what forces.
 */
public sealed interface CancellationToken permits TokenNode {
    /** A token of its own. */
    static CancellationToken create() {
        return new TokenNode(null);
    }

    /** A token that is cancelled with this one, or alone; born cancelled if this one is. */
    CancellationToken child();

    /**
     * Cancels this token and its descendants and wakes all who wait. A second call does nothing.
     */
    void cancel();

    /** Whether {@link #cancel} was called on this token or one above it. */
    boolean isCancelled();

    /** Ready once this is cancelled, again and again. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    Future<@Nullable Void> cancelled();

    /**
     * The value of {@code future}, or null if this token is cancelled first: then {@code future} is
     * cancelled, and what it still cleans up asynchronously goes on in the enclosing task.
     *
     * <p>If the token is cancelled at the first poll, nothing of {@code future} runs; later the
     * future is looked at first, so that an end wins over a cancellation at the same time. A future
     * without a value gives null either way: ask {@link #isCancelled()}. Cancel safe if {@code
     * future} is.
     */
    <T extends @Nullable Object> Future<@Nullable T> runUntilCancelled(Future<? extends T> future);

    /** {@link #runUntilCancelled(Future)} of a body. */
    default <T extends @Nullable Object> Future<@Nullable T> runUntilCancelled(AsyncBody<T> body) {
        return runUntilCancelled(body.start());
    }

    /** {@link #runUntilCancelled(Future)} of an action. */
    default Future<@Nullable Void> runUntilCancelled(AsyncAction action) {
        return runUntilCancelled(action.start());
    }

    /** A guard that cancels this token when it is closed. */
    DropGuard dropGuard();

    /** Cancels its token when closed, unless it was disarmed. */
    sealed interface DropGuard extends Owned permits TokenGuard {
        /** Makes the close do nothing; the token. */
        CancellationToken disarm();

        /** Cancels the token. */
        @Override
        void close();
    }
}
