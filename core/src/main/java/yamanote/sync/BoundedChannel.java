package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.waiter.Waiter;

/** The channel behind the ends of {@link Mpsc#channel}: a queue of messages and their slots. */
final class BoundedChannel<T> extends MpscChannel<T> {
    /*
     * The queue's word counts free slots << 2 | WAITERS | CLOSED beside the tail, so that a send
     * takes its slot and its place in the queue in one step. A slot is given back by the receiver
     * after it took the message, or by a reservation that ends without one. So the free slots and
     * those that are reserved or hold a message always add up to the capacity.
     *
     *   WAITERS  <=> the line of senders is not empty   (set and cleared under its lock)
     *   CLOSED    => nobody joins the line any more, and who is in it is about to be refused
     *
     * While WAITERS or CLOSED is set nobody takes a slot but under the lock. Giving back is one
     * addition, whatever the flags are; who finds WAITERS in the word that it added to goes for the
     * lock and pours what is free into the line. So slots that are free beside WAITERS have
     * somebody on the way to them, and a newcomer cannot overtake.
     *
     * The channel has ended when it is closed and all slots are free: nothing is queued and nobody
     * is left who could push. This is one comparison. Whoever may have made it true wakes the
     * receiver, which parks first and looks second (both volatile).
     */

    static final long WAITERS = 2;
    static final int SHIFT = 2;
    static final long SLOT = 1L << SHIFT;

    private static final long BUSY = WAITERS | CLOSED;

    private static final VarHandle LINE =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "line",
                    VarHandle.class,
                    BoundedChannel.class,
                    SenderLine.class);

    private final int capacity;

    /** Made by the first sender that waits, before WAITERS is set. */
    private volatile @Nullable SenderLine line;

    BoundedChannel(int capacity) {
        super((long) checkCapacity(capacity) << SHIFT);
        this.capacity = capacity;
    }

    private static int checkCapacity(int capacity) {
        if (capacity < 1 || capacity > Semaphore.MAX_PERMITS) {
            throw new IllegalArgumentException(
                    "capacity must be between 1 and "
                            + Semaphore.MAX_PERMITS
                            + ", was "
                            + capacity);
        }
        return capacity;
    }

    /** For a reservation that could never be served. */
    void checkSlots(int slots) {
        if (slots < 0 || slots > capacity) {
            throw new IllegalArgumentException(
                    "slots must be between 0 and the capacity of the channel, "
                            + capacity
                            + ", was "
                            + slots);
        }
    }

    static int free(long word) {
        return (int) word >>> SHIFT;
    }

    @Override
    int capacity() {
        return capacity;
    }

    @Override
    int freeSlots() {
        long seen = word();
        return (seen & WAITERS) == 0 ? free(seen) : 0;
    }

    /** Sends if there is a slot; else the message is the caller's. */
    boolean trySend(T message) {
        MessageBlock from = tailBlock();
        for (; ; ) {
            long seen = word();
            if ((seen & BUSY) != 0 || free(seen) == 0) {
                return false;
            }
            if (casWord(seen, seen + (CLAIM - SLOT))) {
                publish(message, seen, from);
                return true;
            }
        }
    }

    /** Takes slots, to be used by {@link #push} or given back. */
    boolean tryTake(int slots) {
        for (; ; ) {
            long seen = word();
            if ((seen & BUSY) != 0 || free(seen) < slots) {
                return false;
            }
            if (casWord(seen, seen - slots * SLOT)) {
                return true;
            }
        }
    }

    /** Gives slots to the senders in line, and what is left to anyone. */
    private void give(int slots) {
        if ((addToWord(slots * SLOT) & WAITERS) != 0) {
            line().pourFree();
        }
    }

    @Override
    void taken(int messages) {
        give(messages);
    }

    /** Gives back slots that were taken and not used. */
    void giveBack(int slots) {
        give(slots);
        wakeAtEnd();
    }

    /** The line; there is one if WAITERS was seen. */
    SenderLine line() {
        SenderLine waiting = line;
        if (waiting == null) {
            var created = new SenderLine(this);
            SenderLine found = (SenderLine) LINE.compareAndExchange(this, null, created);
            waiting = found == null ? created : found;
        }
        return waiting;
    }

    @Override
    boolean hasEnded() {
        return (int) word() == (capacity << SHIFT | (int) CLOSED);
    }

    /** Wakes the receiver if the channel has ended by what the caller did. */
    private void wakeAtEnd() {
        if (hasEnded()) {
            wakeReceiver();
        }
    }

    @Override
    void shutDown() {
        if ((closeWord() & WAITERS) != 0) {
            line().refuseAll();
        }
        tellClosed();
        wakeAtEnd();
    }

    /**
     * One poll of {@code waiter}. GRANTED and REFUSED end it (the slots are then the caller's, or
     * none are); QUEUED means Pending.
     */
    int advance(SlotWaiter<?, ?> waiter, Context cx) {
        int state = waiter.state();
        if (state == Waiter.ENDED) {
            throw Misuse.ended("a wait for a slot");
        }
        if (cx.exhausted()) {
            return Waiter.QUEUED;
        }
        if (state == Waiter.NEW) {
            state = tryTake(waiter.missing) ? SlotWaiter.GRANTED : line().join(waiter, cx.waker());
        } else if (state == Waiter.QUEUED && !waiter.wakes(cx.waker())) {
            state = line().replaceWaker(waiter, cx.waker());
        }
        if (state != Waiter.QUEUED) {
            waiter.end();
            cx.spend();
        }
        return state;
    }

    /** Ends {@code waiter} early; what it holds goes to the next. True if it had not ended. */
    boolean abandon(SlotWaiter<?, ?> waiter) {
        int state = waiter.state();
        if (state == Waiter.ENDED) {
            return false;
        }
        if (state == Waiter.QUEUED) {
            state = line().leave(waiter);
        }
        waiter.end();
        if (state == SlotWaiter.GRANTED) {
            giveBack(waiter.slots());
        } else {
            wakeAtEnd();
        }
        return true;
    }
}
