package yamanote.sync;

import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/**
 * A queue that every event empties, whose waiters come back for the next event. The waiting side of
 * Broadcast and Watch, and of senders that wait for their receivers' end.
 */
class EventQueue extends WaiterQueue {
    /*
     * A waiter in line stands for "nothing has happened since I looked": it looks once more under
     * the lock before it joins, and whatever happens is published before its event takes the lock.
     * An event cuts off the whole queue in one step and counts; a QUEUED waiter that joined at
     * another count was cut off, and the wake that is on its way to it uses its links:
     *
     *   NEW     not in line, may join
     *   QUEUED  same count: in line.   other count: cut off, its wake is still to come
     *
     * So QUEUED always means that the waiter's waker will be woken, and Pending is right.
     */

    /** The waiter is in line. */
    static final int IN_LINE = 0;

    /** Something has happened: look again. */
    static final int NEWS = 1;

    /** A wake on its way to another waker keeps the waiter from joining: come back later. */
    static final int LEAVING = 2;

    /** Under the lock. */
    private int events;

    /** Puts {@code waiter} in line, to be woken by {@code waker}, if it still has no news. */
    final <S> int join(EventFuture<S, ?> waiter, S source, Waker waker) {
        lockQueue();
        try {
            if (!waiter.isIdle(source)) {
                return NEWS;
            }
            if (waiter.state() == Waiter.NEW) {
                waiter.event = events;
                append(waiter, waker);
                waiter.joined(source);
            } else if (isInLine(waiter)) {
                waiter.waker(waker);
            } else {
                return LEAVING;
            }
            return IN_LINE;
        } finally {
            unlockQueue();
        }
    }

    /** Takes {@code waiter} out of line if it is there. */
    final void leave(EventFuture<?, ?> waiter) {
        lockQueue();
        try {
            if (isInLine(waiter)) {
                remove(waiter);
                waiter.state(Waiter.NEW);
            }
        } finally {
            unlockQueue();
        }
    }

    /** Wakes all who wait. */
    final void event() {
        Waiter all;
        lockQueue();
        try {
            all = cutOff();
        } finally {
            unlockQueue();
        }
        wakeAllToReturn(all);
    }

    /** Everyone in line, to be woken after the lock was released. Under the lock. */
    final @Nullable Waiter cutOff() {
        Waiter last = last();
        if (last == null) {
            return null;
        }
        events++;
        return removeThrough(last);
    }

    /** {@code waiter} alone, to be woken like a chain, if it is in line. Under the lock. */
    final @Nullable Waiter cutOff(@Nullable EventFuture<?, ?> waiter) {
        if (waiter == null || !isInLine(waiter)) {
            return null;
        }
        waiter.event--; // of the past, as if it had been cut off with others
        return remove(waiter);
    }

    private boolean isInLine(EventFuture<?, ?> waiter) {
        return waiter.state() == Waiter.QUEUED && waiter.event == events;
    }

    /** Waits until the section under the lock that is now running, if any, has ended. */
    final void settle() {
        lockQueue();
        unlockQueue();
    }
}
