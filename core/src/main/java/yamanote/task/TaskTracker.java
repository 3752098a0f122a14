package yamanote.task;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncAction;
import yamanote.future.AsyncBody;
import yamanote.future.BlockingAction;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * Counts tasks, so that a shutdown can wait until all have ended; with a {@link CancellationToken}
 * to tell them. Mirrors {@code tokio_util::task::TaskTracker}.
 *
 * <pre>{@code
 * tracker.spawn(serve(stream));
 * …
 * token.cancel();
 * tracker.close();
 * tracker.allDone().await();
 * }</pre>
 *
 * <p>Unlike a {@link JoinSet} it keeps no results and hence does not grow, it cancels nothing, and
 * tasks may be added after {@link #close}. Any thread may call any method. A task is counted until
 * its future is gone, whether or not anybody reads its result; everything in it happens-before what
 * follows the {@link #allDone} that waited for it.
 */
public sealed interface TaskTracker permits TaskCount {
    /** An open tracker of no tasks. */
    static TaskTracker create() {
        return new TaskCount();
    }

    /** Starts {@code future} as a task of the current runtime; see {@code Async.spawn}. */
    <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future);

    /** {@link #spawn(Future)} of a body. */
    default <T extends @Nullable Object> JoinHandle<T> spawn(AsyncBody<T> body) {
        return spawn(body.start());
    }

    /** {@link #spawn(Future)} of an action. */
    default JoinHandle<@Nullable Void> spawn(AsyncAction action) {
        return spawn(action.start());
    }

    /**
     * Starts {@code future} as a task that stays where this one is; see {@code Async.spawnLocal}.
     */
    <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<? extends T> future);

    /** {@link #spawnLocal(Future)} of a body. */
    default <T extends @Nullable Object> JoinHandle<T> spawnLocal(AsyncBody<T> body) {
        return spawnLocal(body.start());
    }

    /** {@link #spawnLocal(Future)} of an action. */
    default JoinHandle<@Nullable Void> spawnLocal(AsyncAction action) {
        return spawnLocal(action.start());
    }

    /** Runs {@code call} on the blocking pool; see {@code Async.spawnBlocking}. */
    <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call);

    /** {@link #spawnBlocking(Callable)} without a value. */
    default JoinHandle<@Nullable Void> spawnBlocking(BlockingAction action) {
        return spawnBlocking(() -> {
            action.run();
            return null;
        });
    }

    /**
     * {@code future}, counted from now until it has ended or was cancelled; for tasks that are
     * spawned elsewhere ({@code handle.spawn(tracker.trackFuture(f))}) or for futures that are not
     * spawned at all. One that is made and then forgotten counts for ever.
     */
    <T extends @Nullable Object> Future<T> trackFuture(Future<? extends T> future);

    /** Counts until it is closed, for what is neither a task nor a future. */
    Token token();

    /**
     * Closes, without which {@link #allDone} does not end; more tasks may still come. False if it
     * was closed.
     */
    boolean close();

    /** Undoes {@link #close}. False if it was open. */
    boolean reopen();

    /** Whether it is closed. */
    boolean isClosed();

    /** Tasks, futures and tokens that are counted now. */
    int size();

    /** Whether {@link #size} is 0. */
    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Ready if at any moment since this call the tracker was closed and empty, even if it was
     * reopened or filled again before this is polled. Cancel safe. Mirrors {@code
     * TaskTracker::wait}.
     */
    @CancelSafety(NOTHING_LOST)
    Future<@Nullable Void> allDone();

    /** One more in the count; see {@link #token()}. */
    sealed interface Token extends Owned permits TrackerToken {
        /** Ends the counting. */
        @Override
        void close();
    }
}
