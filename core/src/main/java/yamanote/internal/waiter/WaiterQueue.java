package yamanote.internal.waiter;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.util.Ambient;
import yamanote.internal.util.WakeBatch;

/**
 * A list of {@link Waiter}s in order of arrival, with the lock that guards it. Primitives extend
 * it, so that the queue costs them 12 bytes and no object. Mirrors Tokio's {@code
 * util::linked_list} with {@code WakeList}.
 *
 * <p>What takes waiters out returns them as a chain, for {@link #wakeAll} once the lock is
 * released. A chain needs no memory and no size limit, so a wake of all is one step under the lock
 * however many wait.
 */
public abstract class WaiterQueue {
    /*
     * The lock is a CAS spin lock: its sections are a few loads and stores without foreign code or
     * allocation, shorter than a monitor's inflation, and it costs 4 bytes. A holder that lost its
     * CPU is given it back by Thread.yield after 64 spins. compareAndSet pairs with the setRelease
     * of unlockQueue().
     */

    private static final int SPINS = 64;

    private static final VarHandle LOCKED =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(),
                    "locked",
                    VarHandle.class,
                    WaiterQueue.class,
                    boolean.class);

    @SuppressWarnings("unused") // through LOCKED
    private boolean locked;

    private @Nullable Waiter head;
    private @Nullable Waiter tail;

    /** For subclasses. */
    protected WaiterQueue() {}

    /** Takes the lock; not reentrant. */
    protected final void lockQueue() {
        if (!LOCKED.compareAndSet(this, false, true)) {
            lockContended();
        }
    }

    private void lockContended() {
        int spins = 0;
        do {
            if (spins < SPINS) {
                spins++;
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        } while ((boolean) LOCKED.getOpaque(this) || !LOCKED.compareAndSet(this, false, true));
    }

    /** Releases the lock. */
    protected final void unlockQueue() {
        LOCKED.setRelease(this, false);
    }

    /** The waiter that came first, or null. Under the lock. */
    protected final @Nullable Waiter first() {
        return head;
    }

    /** The waiter that came last, or null. Under the lock. */
    protected final @Nullable Waiter last() {
        return tail;
    }

    /** The waiter behind {@code waiter}, or null. Under the lock. */
    protected static @Nullable Waiter after(Waiter waiter) {
        return waiter.next;
    }

    /** Puts a NEW waiter at the end, to be woken by {@code waker}. Under the lock. */
    protected final void append(Waiter waiter, @Nullable Waker waker) {
        waiter.waker = waker;
        Waiter before = tail;
        waiter.previous = before;
        if (before == null) {
            head = waiter;
        } else {
            before.next = waiter;
        }
        tail = waiter;
        waiter.state(Waiter.QUEUED);
    }

    /** Takes one waiter out, wherever it stands; it is a chain of its own. Under the lock. */
    protected final Waiter remove(Waiter waiter) {
        Waiter before = waiter.previous;
        Waiter behind = waiter.next;
        if (before == null) {
            head = behind;
        } else {
            before.next = behind;
        }
        if (behind == null) {
            tail = before;
        } else {
            behind.previous = before;
        }
        waiter.previous = null;
        waiter.next = null;
        return waiter;
    }

    /** Takes out everyone up to {@code last}, as a chain. Under the lock. */
    protected final @Nullable Waiter removeThrough(Waiter last) {
        Waiter chain = head;
        Waiter behind = last.next;
        head = behind;
        if (behind == null) {
            tail = null;
        } else {
            behind.previous = null;
        }
        last.next = null;
        return chain;
    }

    /** Takes out those whom {@code leaves} names, as a chain in their order. Under the lock. */
    protected final @Nullable Waiter removeIf(Predicate<Waiter> leaves) {
        Waiter chain = null;
        Waiter end = null;
        for (Waiter waiter = head; waiter != null; ) {
            Waiter behind = waiter.next;
            if (leaves.test(waiter)) {
                remove(waiter);
                if (end == null) {
                    chain = waiter;
                } else {
                    end.next = waiter;
                }
                end = waiter;
            }
            waiter = behind;
        }
        return chain;
    }

    /**
     * Takes one waiter out that may come back at once: its waker, to be woken after the lock was
     * released. Under the lock.
     */
    protected final @Nullable Waker removeToReturn(Waiter waiter) {
        remove(waiter);
        return waiter.waker;
    }

    /** Wakes a chain in order, after the lock was released; one that throws stops nobody. */
    protected static void wakeAll(@Nullable Waiter chain) {
        if (chain != null && chain.next != null && Ambient.get() instanceof WakeBatch batch) {
            batch.beginWakes();
            wakeEach(chain);
            batch.endWakes();
        } else {
            wakeEach(chain);
        }
    }

    private static void wakeEach(@Nullable Waiter chain) {
        for (Waiter waiter = chain; waiter != null; ) {
            Waiter next = waiter.next;
            waiter.next = null;
            waiter.previous = null;
            // Races with an owner that has seen its fate and ends: then there is nobody to wake.
            Wakes.wake(waiter.waker);
            waiter = next;
        }
    }

    /**
     * {@link #wakeAll} for waiters that may queue again: each is NEW, its links and waker are its
     * owner's, from right before its wake.
     */
    protected static void wakeAllToReturn(@Nullable Waiter chain) {
        if (chain != null && chain.next != null && Ambient.get() instanceof WakeBatch batch) {
            batch.beginWakes();
            wakeEachToReturn(chain);
            batch.endWakes();
        } else {
            wakeEachToReturn(chain);
        }
    }

    private static void wakeEachToReturn(@Nullable Waiter chain) {
        for (Waiter waiter = chain; waiter != null; ) {
            Waiter next = waiter.next;
            waiter.next = null;
            waiter.previous = null;
            Waker waker = waiter.waker;
            waiter.state(Waiter.NEW);
            Wakes.wake(waker);
            waiter = next;
        }
    }
}
