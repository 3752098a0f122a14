package yamanote.sync;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Waker;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/**
 * Counted permits with a fair queue: what Semaphore, Mutex, RwLock and the bounded channel are made
 * of. Mirrors Tokio's {@code batch_semaphore}; unlike there, a release that nobody waits for takes
 * no lock.
 */
class PermitPool extends WaiterQueue {
    /*
     * One word: free permits << 2 | WAITERS | CLOSED.
     *
     *   WAITERS  <=> the queue is not empty   (set and cleared under the lock)
     *   WAITERS   => no permit is free        (all have been poured into the head waiter)
     *   CLOSED    => no waiter is queued, and none will be (set under the lock, never cleared)
     *
     * While WAITERS is clear, anyone moves permits by CAS. While it is set, the word changes under
     * the lock only: an acquire finds no permits and a release goes for the lock. So a newcomer
     * cannot overtake, and under the lock with WAITERS set a plain write of the word is enough. A
     * waiter is queued by the CAS that sets WAITERS and takes what is left, which can therefore
     * not miss a release.
     *
     * Only the head waiter can hold a part of what it wants; a cancel or close gives it back.
     * Every change is a volatile CAS or write, so a release happens-before the acquire that takes
     * its permits, directly or through the state of the waiter that they were poured into.
     */

    /** The most permits there can be, as many as a RwLock of Tokio has readers. */
    static final int MAX_PERMITS = Integer.MAX_VALUE >> 2;

    private static final int CLOSED = 1;
    private static final int WAITERS = 2;
    private static final int SHIFT = 2;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, PermitPool.class, int.class);

    private volatile int word;

    PermitPool(int permits) {
        checkCount(permits);
        WORD.setRelease(this, permits << SHIFT);
    }

    static void checkCount(int permits) {
        if (permits < 0 || permits > MAX_PERMITS) {
            throw new IllegalArgumentException(
                    "permits must be between 0 and " + MAX_PERMITS + ", was " + permits);
        }
    }

    final int available() {
        return word >>> SHIFT;
    }

    final boolean closed() {
        return (word & CLOSED) != 0;
    }

    /** Whether it is closed and {@code permits} are free. */
    final boolean closedWith(int permits) {
        return word == (permits << SHIFT | CLOSED);
    }

    final boolean tryTake(int permits) {
        for (; ; ) {
            int seen = word;
            if ((seen & CLOSED) != 0 || seen >>> SHIFT < permits) {
                return false;
            }
            if (WORD.compareAndSet(this, seen, seen - (permits << SHIFT))) {
                return true;
            }
        }
    }

    /** Takes free permits for good, at most {@code permits}; how many they were. */
    final int forget(int permits) {
        for (; ; ) {
            int seen = word;
            int taken = Math.min(permits, seen >>> SHIFT);
            if (WORD.compareAndSet(this, seen, seen - (taken << SHIFT))) {
                return taken;
            }
        }
    }

    /** Gives permits to the waiters in their order, and what is left to anyone. */
    final void give(int permits) {
        for (; ; ) {
            int seen = word;
            if ((seen & WAITERS) != 0) {
                if (giveToWaiters(permits)) {
                    return;
                }
            } else if ((seen >>> SHIFT) + permits > MAX_PERMITS) {
                throw new IllegalArgumentException(
                        "%d permits more than the %d free ones exceed the maximum of %d"
                                .formatted(permits, seen >>> SHIFT, MAX_PERMITS));
            } else if (WORD.compareAndSet(this, seen, seen + (permits << SHIFT))) {
                return;
            }
        }
    }

    private boolean giveToWaiters(int permits) {
        Waiter served;
        lockQueue();
        try {
            if ((word & WAITERS) == 0) {
                return false;
            }
            served = pour(permits);
        } finally {
            unlockQueue();
        }
        wakeAll(served);
        return true;
    }

    /**
     * Pours permits into the waiters from the head on; those that are full leave as a chain. Under
     * the lock, with WAITERS set; clears it if nobody is left.
     */
    private @Nullable Waiter pour(int permits) {
        int rest = permits;
        PermitWaiter full = null;
        PermitWaiter head = (PermitWaiter) first();
        while (head != null && head.missing <= rest) {
            rest -= head.missing;
            head.missing = 0;
            full = head;
            head = (PermitWaiter) after(head);
            full.state(PermitWaiter.GRANTED);
        }
        if (head != null) {
            head.missing -= rest;
        }
        Waiter served = full == null ? null : removeThrough(full);
        if (head == null) {
            word = rest << SHIFT;
        }
        return served;
    }

    /**
     * One poll of {@code waiter}. GRANTED and REFUSED end it (the permits are then the caller's, or
     * none are); QUEUED means Pending.
     */
    final int advance(PermitWaiter waiter, Context cx) {
        int state = waiter.state();
        if (state == Waiter.ENDED) {
            throw Misuse.ended("a wait for permits");
        }
        if (cx.exhausted()) {
            return Waiter.QUEUED;
        }
        if (state == Waiter.NEW) {
            state = take(waiter, cx.waker());
        } else if (state == Waiter.QUEUED && !waiter.wakes(cx.waker())) {
            state = replaceWaker(waiter, cx.waker());
        }
        if (state != Waiter.QUEUED) {
            waiter.end();
            cx.spend();
        }
        return state;
    }

    private int take(PermitWaiter waiter, Waker waker) {
        if (tryTake(waiter.missing)) {
            return PermitWaiter.GRANTED;
        }
        return closed() ? PermitWaiter.REFUSED : enqueue(waiter, waker);
    }

    private int enqueue(PermitWaiter waiter, Waker waker) {
        lockQueue();
        try {
            for (; ; ) {
                int seen = word;
                int free = seen >>> SHIFT;
                if ((seen & CLOSED) != 0) {
                    return PermitWaiter.REFUSED;
                }
                if (free >= waiter.missing) {
                    if (WORD.compareAndSet(this, seen, seen - (waiter.missing << SHIFT))) {
                        return PermitWaiter.GRANTED;
                    }
                } else if (WORD.compareAndSet(this, seen, WAITERS)) {
                    waiter.missing -= free;
                    append(waiter, waker);
                    return Waiter.QUEUED;
                }
            }
        } finally {
            unlockQueue();
        }
    }

    private int replaceWaker(PermitWaiter waiter, Waker waker) {
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

    /** Ends {@code waiter} early; what it holds goes to the next. */
    final void abandon(PermitWaiter waiter) {
        int state = waiter.state();
        if (state == Waiter.QUEUED) {
            state = leave(waiter);
        }
        if (state != Waiter.ENDED) {
            waiter.end();
        }
        if (state == PermitWaiter.GRANTED) {
            give(waiter.permits());
        }
    }

    private int leave(PermitWaiter waiter) {
        Waiter served;
        lockQueue();
        try {
            int state = waiter.state();
            if (state != Waiter.QUEUED) {
                return state;
            }
            remove(waiter);
            waiter.end();
            served = pour(waiter.permits() - waiter.missing);
        } finally {
            unlockQueue();
        }
        wakeAll(served);
        return Waiter.ENDED;
    }

    /** Refuses all waiters and whoever comes; permits that are out can still be given back. */
    final void shut() {
        Waiter refused = null;
        lockQueue();
        try {
            PermitWaiter head = (PermitWaiter) first();
            int poured = head == null ? 0 : head.permits() - head.missing;
            for (Waiter waiter = head; waiter != null; waiter = after(waiter)) {
                waiter.state(PermitWaiter.REFUSED);
            }
            Waiter last = last();
            if (last != null) {
                refused = removeThrough(last);
                word = poured << SHIFT | CLOSED;
            } else {
                WORD.getAndBitwiseOr(this, CLOSED);
            }
        } finally {
            unlockQueue();
        }
        wakeAll(refused);
    }
}
