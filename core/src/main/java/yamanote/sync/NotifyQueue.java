package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/** The notify: one word and a queue of {@link NotifyWaiter}s. */
final class NotifyQueue extends WaiterQueue implements Notify {
    /*
     * One word: number of notifyWaiters calls << 2 | IDLE, WAITING or NOTIFIED.
     *
     *   WAITING  <=> the queue is not empty (entered and left under the lock)
     *   NOTIFIED  => one permit is stored, nobody waits
     *
     * IDLE <-> NOTIFIED is anyone's CAS, also NOTIFIED to itself: the task that takes the permit
     * must see what was written before every notification that the permit stands for.
     *
     * notifyWaiters adds one to the count and cuts off the whole queue in one step under the lock.
     * A waiter knows the count at its creation; a different count completes it, queued or not, so
     * all futures created earlier are complete at once and no later one is. A QUEUED waiter with
     * another count has been cut off and is no longer linked. The count is 30 bits wide: a future
     * would have to sleep through exactly a multiple of 2^30 calls to miss them.
     */

    private static final int IDLE = 0;
    private static final int WAITING = 1;
    private static final int NOTIFIED = 2;
    private static final int MODE = 3;
    private static final int CALL = 4;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, NotifyQueue.class, int.class);

    private volatile int word;

    @Override
    public void notifyOne() {
        notifyOne(NotifyWaiter.GIVEN_TO_FIRST);
    }

    @Override
    public void notifyLast() {
        notifyOne(NotifyWaiter.GIVEN_TO_LAST);
    }

    /** Notifies one waiter, chosen and marked by {@code fate}, or stores the permit. */
    void notifyOne(int fate) {
        for (; ; ) {
            int seen = word;
            if ((seen & MODE) == WAITING) {
                if (notifyWaiter(fate)) {
                    return;
                }
            } else if (WORD.compareAndSet(this, seen, (seen & ~MODE) | NOTIFIED)) {
                return;
            }
        }
    }

    private boolean notifyWaiter(int fate) {
        Waiter waiter;
        lockQueue();
        try {
            waiter = fate == NotifyWaiter.GIVEN_TO_FIRST ? first() : last();
            if (waiter == null) {
                return false;
            }
            unlink(waiter);
            waiter.state(fate);
        } finally {
            unlockQueue();
        }
        wakeAll(waiter);
        return true;
    }

    /** Under the lock, so with WAITING set: the word is ours. */
    private void unlink(Waiter waiter) {
        remove(waiter);
        if (first() == null) {
            word = (word & ~MODE) | IDLE;
        }
    }

    @Override
    public void notifyWaiters() {
        for (; ; ) {
            int seen = word;
            if ((seen & MODE) == WAITING) {
                if (notifyQueue()) {
                    return;
                }
            } else if (WORD.compareAndSet(this, seen, seen + CALL)) {
                return;
            }
        }
    }

    private boolean notifyQueue() {
        Waiter all;
        lockQueue();
        try {
            Waiter last = last();
            if (last == null) {
                return false;
            }
            all = removeThrough(last);
            word = ((word & ~MODE) | IDLE) + CALL;
        } finally {
            unlockQueue();
        }
        wakeAll(all);
        return true;
    }

    @Override
    public NotifyWaiter notified() {
        return new NotifyWaiter(this, calls());
    }

    /** Identifies the notifyWaiters calls so far. */
    int calls() {
        return word & ~MODE;
    }

    /** Completes a NEW waiter or puts it in line; its new state. */
    int register(NotifyWaiter waiter, @Nullable Waker waker) {
        int seen = word;
        if ((seen & ~MODE) != waiter.calls) {
            return NotifyWaiter.COMPLETE;
        }
        if ((seen & MODE) == NOTIFIED && WORD.compareAndSet(this, seen, (seen & ~MODE) | IDLE)) {
            return NotifyWaiter.COMPLETE;
        }
        lockQueue();
        try {
            for (; ; ) {
                seen = word;
                if ((seen & ~MODE) != waiter.calls) {
                    return NotifyWaiter.COMPLETE;
                }
                boolean notified = (seen & MODE) == NOTIFIED;
                if (WORD.compareAndSet(this, seen, (seen & ~MODE) | (notified ? IDLE : WAITING))) {
                    if (notified) {
                        return NotifyWaiter.COMPLETE;
                    }
                    append(waiter, waker);
                    return Waiter.QUEUED;
                }
            }
        } finally {
            unlockQueue();
        }
    }

    /** Looks again at a QUEUED waiter, to be woken by {@code waker} from now on. */
    int renew(NotifyWaiter waiter, @Nullable Waker waker) {
        if (calls() != waiter.calls) {
            return NotifyWaiter.COMPLETE;
        }
        if (waker == null || waiter.wakes(waker)) {
            return Waiter.QUEUED;
        }
        lockQueue();
        try {
            int state = waiter.state();
            if (state == Waiter.QUEUED && calls() != waiter.calls) {
                state = NotifyWaiter.COMPLETE;
            }
            if (state == Waiter.QUEUED) {
                waiter.waker(waker);
            }
            return state;
        } finally {
            unlockQueue();
        }
    }

    /** Takes a cancelled waiter that was QUEUED out of line; the state it had. */
    int leave(NotifyWaiter waiter) {
        lockQueue();
        try {
            int state = waiter.state();
            if (state == Waiter.QUEUED && calls() == waiter.calls) {
                unlink(waiter);
            }
            return state;
        } finally {
            unlockQueue();
        }
    }

    @Override
    public String toString() {
        return switch (word & MODE) {
            case WAITING -> "Notify[waiting]";
            case NOTIFIED -> "Notify[notified]";
            default -> "Notify[idle]";
        };
    }
}
