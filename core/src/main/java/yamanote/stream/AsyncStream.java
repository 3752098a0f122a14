package yamanote.stream;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * Items that come one by one; does nothing until it is polled. Mirrors {@code futures::Stream} with
 * {@code tokio_stream::StreamExt}.
 *
 * <p>Streams come from {@link Streams} and from the operators here; a hand-written one needs only
 * {@link #pollNext}. One that holds a future, another stream or a resource must override {@link
 * #cancel} as well, and one that can be ready many times in a row takes part in cooperation (see
 * {@link Context}).
 *
 * <p>Whoever does not take a stream to its end closes it: {@code try (var s = …)} in an async body.
 */
@FunctionalInterface
public interface AsyncStream<T> extends AsyncCloseable {

    /**
     * The next item, or null at the end; never blocks. Owner-only.
     *
     * <p>Pending means that the context's waker is stored and will be woken when a further poll is
     * worth while; a later poll may bring another waker, and only the last one counts. After the
     * end every further poll gives the end again; {@link #fuse()} makes that of a stream that does
     * not.
     *
     * @throws Exception a failure in the place of an item; it ends the stream, unless its class
     *     says that it goes on
     */
    Poll<@Nullable T> pollNext(Context cx) throws Exception;

    /**
     * Ends this stream early: Rust's drop. Owner-only, never throws; a second call does nothing.
     * Items that it holds are dropped.
     *
     * <p>True: finished. False: asynchronous clean-up goes on; the context's waker is registered
     * and the owner keeps calling {@link #pollNext} until that gives the end or throws, which is
     * reported with {@link Context#cleanUpFailed}; {@link #closeAsync()} does all this.
     */
    default boolean cancel(Context cx) {
        return true;
    }

    /** How many items are still to come, as far as it is known. */
    default SizeHint sizeHint() {
        return SizeHint.UNKNOWN;
    }

    /**
     * The next item, or null at the end. The stream stays with its owner. Cancel safe: nothing is
     * lost.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<@Nullable T> next() {
        return new Next<>(this);
    }

    /** A view that does not end this stream when it is cancelled or closed itself. */
    default AsyncStream<T> byRef() {
        return new ByRefStream<>(this);
    }

    /**
     * Ends this stream early and waits for its clean-up, whose failures are reported with {@link
     * Context#cleanUpFailed}. After the end it does nothing.
     */
    @Override
    default Future<@Nullable Void> closeAsync() {
        return new Closing(this);
    }
}
