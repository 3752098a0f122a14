package yamanote.internal.reactor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.waiter.Mortal;
import yamanote.internal.waiter.Wakes;

/**
 * Who waits for one direction of a socket: as a rule one task, whose waker costs nothing to store.
 *
 * <p>Several tasks may wait (many accept on one listener); then all are woken, as in Tokio. A
 * waiter that was cancelled is not looked for: its waker stays until the next event and costs one
 * spurious wake. That keeps {@link #add} a compare-and-set and two futures of one task, which share
 * its waker, from taking it from each other. Where no event comes for long, tasks that have ended
 * are left out every so often.
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

    /** So many waiters at a time are looked at for some that have ended. */
    private static final int MANY = 16;

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
        } while (!WAKERS.compareAndSet(this, now, now == null ? waker : with(waker, now)));
    }

    private static Waker with(Waker waker, Waker others) {
        if (others instanceof Several several && several.count % MANY == 0) {
            Waker living = several.living();
            return living == null ? waker : new Several(waker, living);
        }
        return new Several(waker, others);
    }

    private static boolean isLiving(Waker waker) {
        return !(waker instanceof Mortal mortal && mortal.isBeyondWaking());
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
        final int count;

        Several(Waker last, Waker before) {
            this.last = last;
            this.before = before;
            this.count = before instanceof Several several ? several.count + 1 : 2;
        }

        /** Those that have not ended, in the other order; null if all have. */
        @Nullable Waker living() {
            Waker living = null;
            Waker at = this;
            while (at != null) {
                Waker each = at instanceof Several several ? several.last : at;
                if (isLiving(each)) {
                    living = living == null ? each : new Several(each, living);
                }
                at = at instanceof Several several ? several.before : null;
            }
            return living;
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
