package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;

/**
 * Tells tasks that something has happened, without a value. Mirrors {@code tokio::sync::Notify}.
 *
 * <p>Like a semaphore that starts with no permit and never has more than one: {@link #notifyOne}
 * wakes one waiter or, if there is none, lets the next one pass at once.
 *
 * <pre>{@code
 * while (!condition()) {
 *     changed.notified().await();
 * }
 * }</pre>
 *
 * <p>With {@link #notifyWaiters}, which leaves nothing behind, create the future <i>before</i>
 * looking at the condition: every future that exists at the call is completed, polled or not.
 */
public sealed interface Notify permits NotifyQueue {
    /** A notify without a stored permit. */
    static Notify create() {
        return new NotifyQueue();
    }

    /** Wakes the waiter that came first, or stores one permit. */
    void notifyOne();

    /** Wakes the waiter that came last, or stores one permit. */
    void notifyLast();

    /** Completes every {@link #notified} future that exists now; stores nothing. */
    void notifyWaiters();

    /**
     * Waits for a notification. Its place in line is that of its first poll or {@link
     * Notified#enable}. If cancelled, it loses its place; a notification it had been given goes to
     * the next.
     */
    Notified notified();

    /** A wait for a notification. */
    @CancelSafety(LOSES_PLACE)
    sealed interface Notified extends Future<@Nullable Void> permits NotifyWaiter {
        /**
         * Takes a place in line without being polled, so that a {@code notifyOne} from now on may
         * reach this future. True if it is complete: the next poll is Ready, and a notification it
         * took is used up.
         */
        boolean enable();

        @Override
        boolean cancel(Context cx);
    }
}
