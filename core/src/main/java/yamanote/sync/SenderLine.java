package yamanote.sync;

import static yamanote.sync.BoundedChannel.CLOSED;
import static yamanote.sync.BoundedChannel.SLOT;
import static yamanote.sync.BoundedChannel.WAITERS;

import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/**
 * The senders that wait for slots of a {@link BoundedChannel}, which has the protocol. Only the
 * head can hold a part of what it wants; its end gives it back.
 */
final class SenderLine extends WaiterQueue {
    private final BoundedChannel<?> channel;

    SenderLine(BoundedChannel<?> channel) {
        this.channel = channel;
    }

    /** Serves {@code waiter}, refuses it or puts it in line; its new state. */
    int join(SlotWaiter<?, ?> waiter, Waker waker) {
        lockQueue();
        try {
            for (; ; ) {
                long seen = channel.word();
                if ((seen & CLOSED) != 0) {
                    return SlotWaiter.REFUSED;
                }
                if ((seen & WAITERS) != 0) {
                    append(waiter, waker);
                    return Waiter.QUEUED;
                }
                int free = BoundedChannel.free(seen);
                if (free >= waiter.missing) {
                    if (channel.casWord(seen, seen - waiter.missing * SLOT)) {
                        return SlotWaiter.GRANTED;
                    }
                } else if (channel.casWord(seen, seen - free * SLOT + WAITERS)) {
                    waiter.missing -= free;
                    append(waiter, waker);
                    return Waiter.QUEUED;
                }
            }
        } finally {
            unlockQueue();
        }
    }

    /** Has a QUEUED waiter woken by another waker; its state. */
    int replaceWaker(SlotWaiter<?, ?> waiter, Waker waker) {
        lockQueue();
        try {
            int state = waiter.state();
            if (state == Waiter.QUEUED) {
                waiter.waker(waker);
            }
            return state;
        } finally {
            unlockQueue();
        }
    }

    /** Gives the slots that are free to those in line. */
    void pourFree() {
        Waiter served;
        lockQueue();
        try {
            served = pour(0);
        } finally {
            unlockQueue();
        }
        wakeAll(served);
    }

    /**
     * Takes a waiter out of line, if it is there, and passes on what it holds; the state it had.
     */
    int leave(SlotWaiter<?, ?> waiter) {
        Waiter served;
        lockQueue();
        try {
            int state = waiter.state();
            if (state != Waiter.QUEUED) {
                return state;
            }
            remove(waiter);
            served = pour(waiter.slots() - waiter.missing);
        } finally {
            unlockQueue();
        }
        wakeAll(served);
        return Waiter.QUEUED;
    }

    /**
     * Pours {@code given} slots and the free ones into the waiters from the head on; those that are
     * full leave as a chain. Clears WAITERS if nobody is left. Under the lock.
     */
    private @Nullable Waiter pour(int given) {
        long seen = channel.word();
        if ((seen & (WAITERS | CLOSED)) != WAITERS) {
            channel.addToWord(given * SLOT); // they are poured already, or about to be refused
            return null;
        }
        int free = BoundedChannel.free(seen);
        int rest = given + free;
        SlotWaiter<?, ?> full = null;
        SlotWaiter<?, ?> head = (SlotWaiter<?, ?>) first();
        while (head != null && head.missing <= rest) {
            rest -= head.missing;
            head.missing = 0;
            full = head;
            head = (SlotWaiter<?, ?>) after(head);
            full.state(SlotWaiter.GRANTED);
        }
        if (head != null) {
            head.missing -= rest;
            channel.addToWord(-free * SLOT);
        } else {
            channel.addToWord((rest - free) * SLOT - WAITERS);
        }
        return full == null ? null : removeThrough(full);
    }

    /** Refuses all that are in line; the channel is closed. */
    void refuseAll() {
        Waiter refused = null;
        lockQueue();
        try {
            if ((channel.word() & WAITERS) == 0) {
                return;
            }
            SlotWaiter<?, ?> head = (SlotWaiter<?, ?>) first();
            int poured = head == null ? 0 : head.slots() - head.missing;
            channel.addToWord(poured * SLOT - WAITERS);
            for (Waiter waiter = head; waiter != null; waiter = after(waiter)) {
                waiter.state(SlotWaiter.REFUSED);
            }
            Waiter last = last();
            refused = last == null ? null : removeThrough(last);
        } finally {
            unlockQueue();
        }
        wakeAll(refused);
    }
}
