package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.future.Owned;

/**
 * A channel from many senders to many receivers, each of which receives every message sent since it
 * subscribed. Mirrors {@code tokio::sync::broadcast}.
 *
 * <pre>{@code
 * Broadcast.Sender<Event> events = Broadcast.sender(16);
 * Broadcast.Receiver<Event> rx = events.subscribe();
 * spawn(() -> {
 *     while (rx.receive().await() instanceof Event event) {
 *         handle(event);
 *     }
 * });
 * events.send(new Event());
 * }</pre>
 *
 * <p>A send never waits: it overwrites the oldest message once the channel is full. A receiver that
 * had not received that one is told so by a {@link LaggedException}, exactly once and with the
 * exact count, and then goes on with the oldest message that is left.
 *
 * <p>All receivers are given the same object, which therefore belongs to none of them: do not send
 * what has one owner, an {@link Owned}; the channel does not close it. A message is let go of when
 * all have received it.
 */
public final class Broadcast {
    private Broadcast() {}

    /**
     * A channel that keeps at least the {@code capacity} last messages, with its first receiver.
     * The capacity is rounded up to a power of two.
     *
     * @throws IllegalArgumentException if less than 1 or more than 2^30
     */
    public static <T> Channel<T> channel(int capacity) {
        Sender<T> sender = sender(capacity);
        return new Channel<>(sender, sender.subscribe());
    }

    /** Like {@link #channel}, without a receiver. */
    public static <T> Sender<T> sender(int capacity) {
        return new BroadcastSender<>(new BroadcastChannel<>(capacity));
    }

    /** Both ends of a new channel. */
    public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {}

    /**
     * An end that sends. Any thread may use it; each {@link #share} is closed by its own owner. The
     * channel ends when all senders are closed.
     */
    public sealed interface Sender<T> extends Owned permits BroadcastSender {
        /**
         * Sends a message to all receivers there are now; how many they are. Never waits. Not all
         * of them need receive it: they may lag or be closed before.
         *
         * @throws ClosedException which carries the message, if there is no receiver
         */
        int send(T message) throws ClosedException;

        /** A new receiver, of the messages sent from now on. */
        Receiver<T> subscribe();

        /** Another sender of this channel, to be closed by its own owner. */
        Sender<T> share();

        /** A sender of this channel that does not keep it open. */
        WeakSender<T> downgrade();

        /**
         * Waits until there is no receiver; {@link #subscribe} may end that state. Any number may
         * wait. If cancelled, nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> closed();

        /** Whether there is no receiver. */
        boolean isClosed();

        /** How many messages the slowest receiver has still to receive, of those that are kept. */
        int size();

        /** Whether every receiver has received everything. */
        boolean isEmpty();

        /** How many receivers are not closed. */
        int receiverCount();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Whether {@code other} sends to the same receivers. */
        boolean sameChannel(Sender<?> other);

        /** Ends this sender; the last one ends the channel. */
        @Override
        void close();
    }

    /**
     * A sender that does not keep its channel open. Any thread may use it; each {@link #share} is
     * closed by its own owner.
     */
    public sealed interface WeakSender<T> extends Owned permits BroadcastWeakSender {
        /** A new sender; null if all have been closed. */
        @Nullable Sender<T> upgrade();

        /** Another weak sender of this channel, to be closed by its own owner. */
        WeakSender<T> share();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Ends this weak sender, which ends nothing else. */
        @Override
        void close();
    }

    /** An end that receives. Owner-only: one task at a time, one receive after another. */
    public sealed interface Receiver<T> extends Owned permits BroadcastReceiver {
        /**
         * The next message, or null when the channel has ended: no sender is left and everything
         * that was kept has been received. Fails with {@link LaggedException} if messages were
         * overwritten since the last receive. If cancelled, nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable T> receive();

        /**
         * The next message without waiting.
         *
         * @throws LaggedException as receive does
         */
        TryReceive<T> tryReceive() throws LaggedException;

        /**
         * {@link #receive}, waited for by this thread.
         *
         * @throws LaggedException as receive does
         * @throws InterruptedException if this thread was interrupted; nothing is lost
         * @throws IllegalStateException on a thread that polls tasks
         */
        @Nullable T blockingReceive() throws InterruptedException, LaggedException;

        /** Another receiver, of the messages sent from now on; this one stays where it is. */
        Receiver<T> resubscribe();

        /**
         * How many messages were sent that this receiver has not received; more than the capacity
         * if it lags.
         */
        int size();

        /** Whether it has received everything that was sent. */
        boolean isEmpty();

        /** Whether no sender is left; there may still be messages. */
        boolean isClosed();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Whether {@code other} receives from the same senders. */
        boolean sameChannel(Receiver<?> other);

        /** Ends this receiver. A receive of it that waits ends with null. */
        @Override
        void close();
    }
}
