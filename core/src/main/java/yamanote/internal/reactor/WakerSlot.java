package yamanote.internal.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Wakes;

/**
 * Who waits for one direction of a socket: as a rule one task, whose waker costs nothing to store.
 *
 * <p>Several tasks may wait (many accept on one listener); then all are woken, as in Tokio. A
 * waiter that was cancelled is not looked for: its waker stays until the next event and costs one
 * spurious wake. That keeps {@link #add} a compare-and-set and two futures of one task, which share
 * its waker, from taking it from each other.
 */
final class WakerSlot {
    private static final VarHandle WAKERS;

    static {
        try {
            WAKERS = MethodHandles.lookup().findVarHandle(WakerSlot.class, "wakers", Waker.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Waker wakers;

    /**
     * Stores {@code waker} unless it is there already. The caller then looks at the word again: see
     * {@link Registration}.
     */
    void add(Waker waker) {
        Waker now;
        do {
            now = wakers;
            if (now == waker || (now instanceof Several several && several.contains(waker))) {
                // Still there after this read, or taken by an event that wakes it: both are well.
                return;
            }
        } while (!WAKERS.compareAndSet(this, now, now == null ? waker : new Several(waker, now)));
    }

    /** Whether anybody waits now; a guess. */
    boolean isWaited() {
        return wakers != null;
    }

    /**
     * Takes all wakers and wakes them; called after the event was published in the word. One that
     * throws keeps nobody from being woken.
     */
    void wakeAll() {
        if (wakers != null) {
            Waker taken = (Waker) WAKERS.getAndSet(this, null);
            if (taken != null) {
                Wakes.wake(taken);
            }
        }
    }

    /** More than one waiter: the last that came, and those before. */
    private static final class Several extends Waker {
        private final Waker last;
        private final Waker before;

        Several(Waker last, Waker before) {
            this.last = last;
            this.before = before;
        }

        boolean contains(Waker waker) {
            Waker at = this;
            while (at instanceof Several several) {
                if (several.last == waker) {
                    return true;
                }
                at = several.before;
            }
            return at == waker;
        }

        @Override
        public void wake() {
            Waker at = this;
            while (at instanceof Several several) {
                Wakes.wake(several.last);
                at = several.before;
            }
            Wakes.wake(at);
        }
    }
}
