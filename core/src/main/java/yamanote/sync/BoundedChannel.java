package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;

/** The channel behind the ends of {@link Mpsc}: a pool of slots and a queue of messages. */
final class BoundedChannel<T> extends PermitPool implements MpscChannel<T> {
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

    private final int capacity;
    private final MessageQueue<T> queue = new MessageQueue<>();

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

    @Override
    public MessageQueue<T> queue() {
        return queue;
    }

    @Override
    public int freeSlots() {
        return available();
    }

    @Override
    public boolean isClosed() {
        return closed();
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

    @Override
    public boolean hasEnded() {
        return closedWith(capacity);
    }

    @Override
    public void taken(int messages) {
        give(messages);
    }

    /** Wakes the receiver if the channel has ended by what the caller did. */
    void wakeAtEnd() {
        if (hasEnded()) {
            queue.wakeReceiver();
        }
    }

    @Override
    public void shutDown() {
        shut();
        queue.tellClosed();
        wakeAtEnd();
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
