package yamanote.sync;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.LOSES_PLACE;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;

/**
 * A channel from many senders to one receiver, with room for a fixed number of messages or without
 * a bound. Mirrors {@code tokio::sync::mpsc}.
 *
 * <pre>{@code
 * Mpsc.Channel<Item> items = Mpsc.channel(16);
 * spawn(() -> {
 *     try (var tx = items.sender()) {
 *         tx.send(new Item()).await();
 *     }
 * });
 * while (items.receiver().receive().await() instanceof Item item) {
 *     handle(item);
 * }
 * }</pre>
 *
 * <p>Code on threads of its own, which no runtime's task runs on, uses the {@code blocking…}
 * methods. They throw {@link IllegalStateException} on a thread that polls tasks, and {@link
 * InterruptedException} if interrupted, as a cancel.
 */
public final class Mpsc {
    private Mpsc() {}

    /**
     * A channel that holds up to {@code capacity} messages; a slot counts from the start of its
     * reservation until its message is received.
     *
     * @throws IllegalArgumentException if less than 1 or more than {@link Semaphore#MAX_PERMITS}
     */
    public static <T> Channel<T> channel(int capacity) {
        var channel = new BoundedChannel<T>(capacity);
        return new Channel<>(new MpscSender<>(channel), new MpscReceiver<>(channel));
    }

    /**
     * A channel that holds any number of messages, so that sending never waits. A receiver that
     * cannot keep up with its senders makes the memory run out: prefer a bound where the senders
     * can wait. Mirrors {@code mpsc::unbounded_channel}.
     */
    public static <T> Unbounded<T> unbounded() {
        var channel = new UnboundedChannel<T>();
        return new Unbounded<>(new MpscUnboundedSender<>(channel), new MpscReceiver<>(channel));
    }

    /** Both ends of a new channel. */
    public record Channel<T>(Sender<T> sender, Receiver<T> receiver) {}

    /** Both ends of a new unbounded channel. */
    public record Unbounded<T>(UnboundedSender<T> sender, Receiver<T> receiver) {}

    /**
     * An end that sends. Any thread may use it; each {@link #share} is closed by its own owner. The
     * channel ends when all senders are closed; a send or reservation still waiting then fails.
     */
    public sealed interface Sender<T> extends Owned permits MpscSender {
        /**
         * Sends a message as soon as there is a slot, in the order of the first polls. Fails with
         * {@link ClosedException}, which carries the message, if the receiver takes no more.
         *
         * <p>If cancelled, it loses data: the message is dropped (an {@link Owned} one is closed).
         * Inside of select or timeout use {@link #reserve}.
         */
        @CancelSafety(value = LOSES_DATA, instead = "await reserve(), then send by the permit")
        Future<@Nullable Void> send(T message);

        /** Sends a message if there is a slot now. Never waits. */
        TrySend trySend(T message);

        /**
         * {@link #send} with {@code duration} from now to find a slot. Fails with {@link
         * SendTimeoutException} or {@link ClosedException}, which carry the message.
         *
         * @throws IllegalStateException outside of any runtime, or if its timers are off
         */
        @CancelSafety(LOSES_DATA)
        Future<@Nullable Void> sendTimeout(T message, Duration duration);

        /**
         * {@link #send}, waited for by this thread.
         *
         * @throws ClosedException which carries the message
         * @throws InterruptedException if this thread was interrupted; the message is dropped
         * @throws IllegalStateException on a thread that polls tasks
         */
        void blockingSend(T message) throws InterruptedException, ClosedException;

        /**
         * Waits for a slot, in the order of the first polls, so that the send itself cannot wait.
         * Fails with {@link ClosedException} like send. If cancelled, it loses its place.
         */
        @CancelSafety(LOSES_PLACE)
        Future<Permit<T>> reserve();

        /** A slot that is free now; null if there is none, others wait, or it is closed. */
        @Nullable Permit<T> tryReserve();

        /**
         * Waits for so many slots at once, in the order of the first polls. If cancelled, it loses
         * its place.
         *
         * @throws IllegalArgumentException if less than 0 or more than {@link #maxCapacity()}
         */
        @CancelSafety(LOSES_PLACE)
        Future<Permits<T>> reserveMany(int slots);

        /** So many slots that are free now, or null. See {@link #reserveMany}. */
        @Nullable Permits<T> tryReserveMany(int slots);

        /**
         * {@link #reserve}, which uses this sender up: it goes into the permit, and comes back from
         * it. If cancelled or failed, the sender is closed.
         */
        @CancelSafety(LOSES_PLACE)
        Future<OwnedPermit<T>> reserveOwned();

        /** A slot that is free now, with this sender in it; or null, and the sender stays. */
        @Nullable OwnedPermit<T> tryReserveOwned();

        /** Another sender of this channel, to be closed by its own owner. */
        Sender<T> share();

        /** A sender of this channel that does not keep it open. */
        WeakSender<T> downgrade();

        /**
         * Waits until the receiver takes no more messages. Any number may wait. If cancelled,
         * nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> closed();

        /** Whether the receiver takes no more messages. */
        boolean isClosed();

        /** How many slots are free. */
        int capacity();

        /** How many slots there are. */
        int maxCapacity();

        /** How many senders are not closed, those in an {@link OwnedPermit} included. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Whether {@code other} sends to the same receiver. */
        boolean sameChannel(Sender<?> other);

        /** Ends this sender; the last one ends the channel. */
        @Override
        void close();
    }

    /**
     * An end that sends without ever waiting. Any thread may use it; each {@link #share} is closed
     * by its own owner. The channel ends when all senders are closed.
     */
    public sealed interface UnboundedSender<T> extends Owned permits MpscUnboundedSender {
        /**
         * Sends a message. Never waits.
         *
         * @throws ClosedException which carries the message, if the receiver takes no more
         */
        void send(T message) throws ClosedException;

        /** Another sender of this channel, to be closed by its own owner. */
        UnboundedSender<T> share();

        /** A sender of this channel that does not keep it open. */
        WeakUnboundedSender<T> downgrade();

        /**
         * Waits until the receiver takes no more messages. Any number may wait. If cancelled,
         * nothing is lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable Void> closed();

        /** Whether the receiver takes no more messages. */
        boolean isClosed();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Whether {@code other} sends to the same receiver. */
        boolean sameChannel(UnboundedSender<?> other);

        /** Ends this sender; the last one ends the channel. */
        @Override
        void close();
    }

    /**
     * A sender that does not keep its channel open: for a registry, or a receiver that sends to
     * itself. Any thread may use it; each {@link #share} is closed by its own owner.
     */
    public sealed interface WeakSender<T> extends Owned permits MpscWeakSender {
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

    /** A {@link WeakSender} of an unbounded channel. */
    public sealed interface WeakUnboundedSender<T> extends Owned permits MpscWeakUnboundedSender {
        /** A new sender; null if all have been closed. */
        @Nullable UnboundedSender<T> upgrade();

        /** Another weak sender of this channel, to be closed by its own owner. */
        WeakUnboundedSender<T> share();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** Ends this weak sender, which ends nothing else. */
        @Override
        void close();
    }

    /** A reserved slot, given back by {@link #close()} unless it was used. Owner-only. */
    public sealed interface Permit<T> extends Owned permits MpscPermit {
        /**
         * Sends the message and uses this permit up. Never waits, never fails: if the receiver is
         * gone, the message is dropped (an {@link Owned} one is closed).
         *
         * @throws IllegalStateException if this permit was used or closed
         */
        void send(T message);

        /** Gives the slot back. */
        @Override
        void close();
    }

    /** Reserved slots, taken out one by one; the rest is given back by close. Owner-only. */
    public sealed interface Permits<T> extends Iterator<Permit<T>>, Owned permits MpscPermits {
        /** How many are left in here. */
        int remaining();

        /** Gives back the slots that are left. */
        @Override
        void close();
    }

    /**
     * A reserved slot with the sender that reserved it, which keeps the channel open. Owner-only.
     */
    public sealed interface OwnedPermit<T> extends Owned permits MpscOwnedPermit {
        /**
         * Sends the message as {@link Permit#send} does; the sender, which is the caller's again.
         *
         * @throws IllegalStateException if this permit was used or closed
         */
        Sender<T> send(T message);

        /**
         * Gives the slot back; the sender.
         *
         * @throws IllegalStateException if this permit was used or closed
         */
        Sender<T> release();

        /** Gives the slot back and closes the sender, unless this permit was used. */
        @Override
        void close();
    }

    /** The end that receives. Owner-only: one task at a time. */
    public sealed interface Receiver<T> extends Owned permits MpscReceiver {
        /**
         * The next message, or null when the channel has ended: no sender is left or it is shut
         * down, and every message and reserved slot has been dealt with. If cancelled, nothing is
         * lost.
         */
        @CancelSafety(NOTHING_LOST)
        Future<@Nullable T> receive();

        /**
         * What polling {@link #receive()} does, without a future: for whoever writes a future or a
         * stream over this channel. Mirrors {@code poll_recv}.
         */
        Poll<@Nullable T> pollReceive(Context cx);

        /**
         * Waits for at least one message, then adds what is there to {@code into}, at most {@code
         * limit} messages; how many they were. 0 if the channel has ended or the limit is 0. If
         * cancelled, nothing is lost.
         *
         * @throws IllegalArgumentException if the limit is negative
         */
        @CancelSafety(NOTHING_LOST)
        Future<Integer> receiveMany(List<? super T> into, int limit);

        /** The next message without waiting. */
        TryReceive<T> tryReceive();

        /**
         * {@link #receive}, waited for by this thread.
         *
         * @throws InterruptedException if this thread was interrupted; nothing is lost
         * @throws IllegalStateException on a thread that polls tasks
         */
        @Nullable T blockingReceive() throws InterruptedException;

        /** {@link #receiveMany}, waited for by this thread; see {@link #blockingReceive}. */
        int blockingReceiveMany(List<? super T> into, int limit) throws InterruptedException;

        /**
         * Takes no more messages: sends and reservations that wait fail, as do later ones. What was
         * sent, and what holders of a permit still send, can be received. Tokio's {@code close}.
         */
        void shutdown();

        /** Whether it was shut down or no sender is left; there may still be messages. */
        boolean isClosed();

        /** How many messages are waiting to be received. */
        int size();

        /** Whether no message is waiting to be received. */
        boolean isEmpty();

        /** How many slots are free; {@code Integer.MAX_VALUE} if there is no bound. */
        int capacity();

        /** How many slots there are; {@code Integer.MAX_VALUE} if there is no bound. */
        int maxCapacity();

        /** How many senders are not closed. */
        int senderCount();

        /** How many weak senders are not closed. */
        int weakSenderCount();

        /** {@link #shutdown()}, and drops all messages ({@link Owned} ones are closed). */
        @Override
        void close();
    }
}
