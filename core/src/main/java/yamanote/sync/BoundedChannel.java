package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The channel behind the ends of {@link Mpsc}: a pool of slots and a queue of messages. */
final class BoundedChannel<T> extends PermitPool {
    /*
     * A permit of the pool is a slot. It is taken before a message is pushed and given back by the
     * receiver after it took the message, or by a reservation that ends without one. So the free
     * slots and those that are reserved or hold a message always add up to the capacity.
     *
     * The pool is shut by the receiver, or by the last sender. The channel has ended when the pool
     * is shut and all slots are free: nothing is queued and nobody is left who could push. This is
     * one comparison of one word. Whoever may have made it true wakes the receiver, which parks
     * first and looks second (both volatile).
     */

    private static final VarHandle SENDERS =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "senders",
                    VarHandle.class,
                    BoundedChannel.class,
                    int.class);

    private static final VarHandle CLOSING =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "closing",
                    VarHandle.class,
                    BoundedChannel.class,
                    NotifyQueue.class);

    private final int capacity;
    private final MessageQueue<T> queue = new MessageQueue<>();
    private volatile int senders = 1;

    /** Of those who wait for the pool to be shut; made by the first of them. */
    private volatile @Nullable NotifyQueue closing;

    BoundedChannel(int capacity) {
        super(checkCapacity(capacity));
        this.capacity = capacity;
    }

    private static int checkCapacity(int capacity) {
        if (capacity < 1 || capacity > MAX_PERMITS) {
            throw new IllegalArgumentException(
                    "capacity must be between 1 and " + MAX_PERMITS + ", was " + capacity);
        }
        return capacity;
    }

    int capacity() {
        return capacity;
    }

    int size() {
        return queue.size();
    }

    /** Sends into a slot that the caller has taken. */
    void push(T message) {
        queue.push(message);
    }

    /** Gives back a slot that was taken and not used. */
    void freeSlot() {
        give(1);
        wakeAtEnd();
    }

    private boolean hasEnded() {
        return closedWith(capacity);
    }

    /** Wakes the receiver if the channel has ended by what the caller did. */
    void wakeAtEnd() {
        if (hasEnded()) {
            queue.wakeReceiver();
        }
    }

    /** Lets no more messages in. */
    void shutDown() {
        shut();
        NotifyQueue waiting = closing;
        if (waiting != null) {
            waiting.notifyWaiters();
        }
        wakeAtEnd();
    }

    /** Shuts down and drops all messages. Receiver only. */
    void closeReceiver() {
        shutDown();
        queue.close();
    }

    int senderCount() {
        return senders;
    }

    void addSender() {
        for (; ; ) {
            int seen = senders;
            if (seen == 0) {
                throw new IllegalStateException("the last sender was closed while it was shared");
            }
            if (SENDERS.compareAndSet(this, seen, seen + 1)) {
                return;
            }
        }
    }

    void removeSender() {
        if ((int) SENDERS.getAndAdd(this, -1) == 1) {
            shutDown();
        }
    }

    /** A wait for the shut-down: complete if the channel is closed after its creation. */
    NotifyWaiter closing() {
        NotifyQueue waiting = closing;
        if (waiting == null) {
            var created = new NotifyQueue();
            NotifyQueue found = (NotifyQueue) CLOSING.compareAndExchange(this, null, created);
            waiting = found == null ? created : found;
        }
        return waiting.notified();
    }

    /** The next message, whose slot becomes free; null if there is none. Receiver only. */
    @Nullable T take() {
        if (queue.isClosed()) {
            return null;
        }
        T message = queue.poll();
        if (message != null) {
            give(1);
        }
        return message;
    }

    TryReceive<T> tryReceive() {
        T message = take();
        if (message != null) {
            return new TryReceive.Received<>(message);
        }
        return isFinished() ? TryReceive.closed() : TryReceive.empty();
    }

    /** Whether the receiver has nothing to expect, given that it found no message. */
    private boolean isFinished() {
        return hasEnded() || queue.isClosed();
    }

    /** The next message or null at the end of the channel. */
    Poll<@Nullable T> pollReceive(Context cx) {
        T message = take();
        if (message == null && !isFinished()) {
            queue.park(cx.waker());
            message = take();
            if (message == null && !isFinished()) {
                return Poll.pending();
            }
        }
        return Poll.ready(message);
    }

    /** Adds up to {@code limit} messages to {@code into}; pending if there is none. */
    Poll<Integer> pollReceiveMany(List<? super T> into, int limit, Context cx) {
        Poll<@Nullable T> first = pollReceive(cx);
        if (first.isPending()) {
            return Poll.pending();
        }
        T message = ((Poll.Ready<@Nullable T>) first).value();
        if (message == null) {
            return Poll.ready(0);
        }
        into.add(message);
        return Poll.ready(limit == 1 ? 1 : 1 + takeMore(into, limit - 1));
    }

    /** Gives the slots back at once, so that the line of senders is gone through once. */
    private int takeMore(List<? super T> into, int limit) {
        int taken = 0;
        try {
            while (taken < limit) {
                T message = queue.poll();
                if (message == null) {
                    break;
                }
                taken++;
                into.add(message);
            }
        } finally {
            give(taken);
        }
        return taken;
    }

    /** A cancelled receive leaves no waker behind. */
    void unpark() {
        queue.unpark();
    }

    /** The wait for a slot, with or without a message. */
    abstract static class SlotWaiter<T, R extends @Nullable Object> extends PermitWaiter
            implements Future<R> {
        final BoundedChannel<T> channel;

        SlotWaiter(BoundedChannel<T> channel) {
            super(1);
            this.channel = channel;
        }

        @Override
        final int permits() {
            return 1;
        }

        @Override
        public boolean cancel(Context cx) {
            channel.abandon(this);
            channel.wakeAtEnd();
            return true;
        }
    }
}
