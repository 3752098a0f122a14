package yamanote.future;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which of many children are worth a poll, so that a wake of one does not poll all: each is given a
 * waker of its own, and this as the context in which it is polled. Mirrors {@code
 * FuturesUnordered}.
 */
final class WokenChildren extends Context {
    /*
     * A child's waker that is woken pushes itself onto a stack (CAS), once until it is taken, and
     * then wakes the parent's waker. The owner stores that before it looks at the stack, cuts the
     * stack off and works through it in the order of the wakes. All of it is volatile: the owner
     * finds the child, or the child finds the owner's new waker.
     *
     * A wake is a read-modify-write even of a flag that is set, so that it happens-before the poll
     * which takes the flag away.
     *
     * One poll of the parent works through what the last one has left and what has been woken by
     * its begin; what is woken, or gives way, during the poll has woken the parent, too, and its
     * turn comes the next time. With the budget used up a poll stops, and the next one goes on
     * there: so a child that always uses it up starves nobody.
     */

    /** Up to so many children polling all of them is cheaper. */
    static final int FEW = 32;

    private static final VarHandle STACK = field(WokenChildren.class, "stack", ChildWaker.class);
    private static final VarHandle QUEUED = field(ChildWaker.class, "queued", boolean.class);

    private volatile @Nullable ChildWaker stack;
    private volatile Waker parent = Waker.noop();

    /** Taken off the stack, in the order of the wakes. Owner-only. */
    private @Nullable ChildWaker batch;

    /** The end of the batch, unless that is empty. */
    private @Nullable ChildWaker last;

    private @Nullable Context outer;
    private @Nullable ChildWaker polled;

    /** All children are woken; the poll begins with child {@code first}. */
    WokenChildren(int children, int first) {
        for (int i = children - 1; i >= 0; i--) {
            int index = first + i < children ? first + i : first + i - children;
            ChildWaker waker = new ChildWaker(this, index);
            waker.below = batch;
            batch = waker;
            last = last == null ? waker : last;
        }
    }

    private static VarHandle field(Class<?> owner, String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, owner, type);
    }

    /** A poll of the parent in {@code cx} begins. */
    void begin(Context cx) {
        outer = cx;
        parent = cx.waker(); // before the stack is looked at; wake() does it the other way round
        append((ChildWaker) STACK.getAndSet(this, null));
    }

    /** Puts a stack, the other way round, behind the batch. */
    private void append(@Nullable ChildWaker newest) {
        if (newest == null) {
            return;
        }
        ChildWaker front = newest;
        ChildWaker rest = newest.below;
        newest.below = null;
        while (rest != null) {
            ChildWaker below = rest.below;
            rest.below = front;
            front = rest;
            rest = below;
        }
        if (batch == null || last == null) {
            batch = front;
        } else {
            last.below = front;
        }
        last = newest;
    }

    /** It ends: {@code cx} is not kept. */
    void end() {
        charge();
        outer = null;
    }

    /** The child that was polled last has spent of the parent's budget. */
    private void charge() {
        if (polled != null && outer != null) {
            outer.budget(budget());
            polled = null;
        }
    }

    /** The next child to be polled in this, or -1; a child that has ended meanwhile included. */
    int next() {
        charge();
        Context cx = Objects.requireNonNull(outer);
        ChildWaker next = batch;
        if (next == null || cx.exhausted()) {
            return -1;
        }
        batch = next.below;
        next.below = null;
        QUEUED.getAndSet(next, false); // acquires what precedes the wakes
        polled = next;
        budget(cx.budget());
        return next.index;
    }

    /** True if it was not queued. */
    private boolean queue(ChildWaker child) {
        if ((boolean) QUEUED.getAndSet(child, true)) {
            return false;
        }
        ChildWaker seen;
        do {
            seen = stack;
            child.below = seen;
        } while (!STACK.compareAndSet(this, seen, child));
        return true;
    }

    @Override
    public Waker waker() {
        return Objects.requireNonNull(polled);
    }

    /** The child is polled again when the parent is. */
    @Override
    public void defer() {
        queue(Objects.requireNonNull(polled));
        Objects.requireNonNull(outer).defer();
    }

    @Override
    public boolean adopt(Future<?> cleanUp) {
        return Objects.requireNonNull(outer).adopt(cleanUp);
    }

    @Override
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        Objects.requireNonNull(outer).cleanUpFailed(cancelled, failure);
    }

    @Override
    public int random(int bound) {
        return Objects.requireNonNull(outer).random(bound);
    }

    /** Knows which child it wakes. */
    private static final class ChildWaker extends Waker {
        private final WokenChildren children;
        final int index;

        /** In the stack, then in the batch. */
        @Nullable ChildWaker below;

        @SuppressWarnings("unused") // by QUEUED
        private volatile boolean queued;

        /** Queued; without a fence, for nobody else knows it yet. */
        ChildWaker(WokenChildren children, int index) {
            QUEUED.set(this, true);
            this.children = children;
            this.index = index;
        }

        @Override
        public void wake() {
            if (children.queue(this)) {
                children.parent.wake();
            }
        }
    }
}
