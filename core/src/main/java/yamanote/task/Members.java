package yamanote.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Task;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;
import yamanote.internal.waiter.Wakes;

/**
 * The tasks of a set, those who wait for results, and the results that nobody has taken yet, in the
 * order in which they are to be given out: here that of their ends. Any thread.
 */
class Members extends WaiterQueue {
    /*
     * `count` = members << 1 | CLOSED: all whose results were not taken, and those that are just
     * being started. It grows by a CAS, which CLOSED forbids; it shrinks under the lock, and when it
     * reaches 0 all who wait are told that nobody is left, for good (EMPTY).
     *
     * The list holds all members in the order of their start. The ends come from any thread: a
     * member pushes itself onto `ready` (CAS) and only then reads `waited`. The taker works under
     * the lock: it cuts the stack off, reverses it into `batch` and takes from there. No wake is
     * lost: a waiter sets `waited`, and only then looks at `ready` again. All four are volatile.
     *
     * A waiter that is told (TOLD) is out of line and may come back: there was a result, but another
     * may have taken it. If it is cancelled instead, it tells the next one. No task is aborted and
     * no waker called under the lock, since either may lead back here.
     *
     * `aborting` is set before the members are looked through, and read after a member was linked:
     * so a member that comes meanwhile is aborted by one side or the other.
     */

    /** Out of line: there may be a result. */
    static final int TOLD = 3;

    /** Out of line: nobody was left. Final. */
    static final int EMPTY = 4;

    private static final int CLOSED = 1;
    private static final int ONE = 2;

    private static final VarHandle COUNT = field("count", int.class);
    private static final VarHandle READY = field("ready", Member.class);

    private final String name;
    private volatile int count;
    private volatile boolean aborting;

    /** Whether anybody is in line. Written under the lock. */
    private volatile boolean waited;

    private volatile @Nullable Member ready;

    /** Ended ones, the first first. Under the lock. */
    private @Nullable Member batch;

    /** The ends of the list. Written under the lock. */
    private volatile @Nullable Member oldest;

    private @Nullable Member newest;

    /** {@code name}: of the set's class, for messages. */
    Members(String name) {
        this.name = name;
    }

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, Members.class, type);
    }

    /** Members whose results were not taken. */
    final int size() {
        return count >> 1;
    }

    /** Room for one more, whose task is started next; throws if closed. */
    final void enter() {
        for (; ; ) {
            int seen = count;
            if ((seen & CLOSED) != 0) {
                throw new IllegalStateException(
                        "this "
                                + name
                                + " is closed and has aborted its tasks: spawn before its close, or"
                                + " create another one");
            }
            if (COUNT.compareAndSet(this, seen, seen + ONE)) {
                return;
            }
        }
    }

    /** {@link #enter}, then {@code starter}. */
    final Task start(Supplier<Task> starter) {
        enter();
        try {
            return starter.get();
        } catch (Throwable notStarted) {
            entryFailed();
            throw notStarted;
        }
    }

    /** {@link #enter}, then a task of {@code runtime}. */
    final Task spawn(RuntimeCore runtime, Future<?> future) {
        enter();
        try {
            return runtime.spawn(future);
        } catch (Throwable notStarted) {
            entryFailed();
            throw notStarted;
        }
    }

    private void entryFailed() {
        Waiter all;
        lockQueue();
        try {
            all = minus(1);
        } finally {
            unlockQueue();
        }
        wakeAll(all);
    }

    /** Adds a member for which there is room; its task runs already. */
    final AbortHandle add(Member member) {
        lockQueue();
        try {
            Member before = newest;
            member.previous = before;
            newest = member;
            if (before == null) {
                oldest = member;
            } else {
                before.following = member;
            }
        } finally {
            unlockQueue();
        }
        member.task.watch(member);
        if (aborting) {
            member.task.abort();
        }
        return new AbortHandle(member.task);
    }

    /** Under the lock. */
    final void unlink(Member member) {
        Member before = member.previous;
        Member behind = member.following;
        member.previous = null;
        member.following = null;
        if (behind == null) {
            newest = before;
        } else {
            behind.previous = before;
        }
        if (before == null) {
            oldest = behind;
        } else {
            before.following = behind;
        }
    }

    /** Under the lock: so many fewer; if nobody is left, all who wait, to be woken as a chain. */
    final @Nullable Waiter minus(int members) {
        int left = (int) COUNT.getAndAdd(this, -ONE * members) - ONE * members;
        Waiter last = last();
        if (left > CLOSED || last == null) {
            return null;
        }
        for (Waiter waiter = first(); waiter != null; waiter = after(waiter)) {
            waiter.state(EMPTY);
        }
        waited = false;
        return removeThrough(last);
    }

    /** The member that started first; any thread. */
    final @Nullable Member oldest() {
        return oldest;
    }

    /** On the thread that completes the task. */
    void ended(Member member) {
        Member seen;
        do {
            seen = ready;
            member.behind = seen;
        } while (!READY.compareAndSet(this, seen, member));
        tellOne();
    }

    /** If anybody waits, tells the first one that there is a result. */
    final void tellOne() {
        if (!waited) {
            return;
        }
        Waker waker;
        lockQueue();
        try {
            waker = tellFirst();
        } finally {
            unlockQueue();
        }
        Wakes.wake(waker);
    }

    private @Nullable Waker tellFirst() {
        Waiter waiter = first();
        if (waiter == null) {
            return null;
        }
        Waker waker = removeToReturn(waiter);
        waiter.state(TOLD);
        waited = first() != null;
        return waker;
    }

    /** Under the lock: the member whose result comes next, if it is there. It stays in the list. */
    @Nullable Member due() {
        for (; ; ) {
            Member first = batch;
            if (first == null) {
                if (ready == null) {
                    return null;
                }
                first = reversed((Member) READY.getAndSet(this, null));
            }
            batch = first.behind;
            first.behind = null;
            if (!first.isGone()) {
                return first;
            }
        }
    }

    private static Member reversed(Member stack) {
        Member front = stack;
        Member rest = stack.behind;
        stack.behind = null;
        while (rest != null) {
            Member next = rest.behind;
            rest.behind = front;
            front = rest;
            rest = next;
        }
        return front;
    }

    /** Under the lock: whether {@link #due} may find something. */
    boolean hasDue() {
        return batch != null || ready != null;
    }

    /** The next result, if it is there now. */
    final @Nullable Member take() {
        Member found;
        Waiter all;
        Waker another;
        lockQueue();
        try {
            found = due();
            if (found == null) {
                return null;
            }
            unlink(found);
            all = minus(1);
            another = hasDue() ? tellFirst() : null;
        } finally {
            unlockQueue();
        }
        wakeAll(all);
        Wakes.wake(another);
        return found;
    }

    /**
     * The next result. If null, {@code waiter} is EMPTY: nobody is left; or it came into line, to
     * be woken by {@code waker}, and may have been told already.
     */
    final @Nullable Member take(Waiter waiter, Waker waker) {
        Member found;
        Waiter all = null;
        Waker another = null;
        lockQueue();
        try {
            if (waiter.state() == EMPTY) {
                return null;
            }
            found = due();
            if (found == null && size() > 0) {
                line(waiter, waker);
                found = due(); // pairs with ended()
                if (found == null) {
                    return null;
                }
            }
            leaveLine(waiter);
            if (found == null) {
                waiter.state(EMPTY);
            } else {
                unlink(found);
                all = minus(1);
                another = hasDue() ? tellFirst() : null;
            }
        } finally {
            unlockQueue();
        }
        wakeAll(all);
        Wakes.wake(another);
        return found;
    }

    /** Under the lock: in line from now on, seen by those that end. */
    final void line(Waiter waiter, Waker waker) {
        if (waiter.state() == Waiter.QUEUED) {
            waiter.waker(waker);
        } else {
            append(waiter, waker);
            waited = true;
        }
    }

    /** Under the lock. */
    final void leaveLine(Waiter waiter) {
        if (waiter.state() == Waiter.QUEUED) {
            remove(waiter);
            waiter.waker(null);
            waiter.state(Waiter.NEW);
            waited = first() != null;
        }
    }

    /** Ends {@code waiter} early; if it was told, the next one is. */
    final void leave(Waiter waiter) {
        Waker another = null;
        lockQueue();
        try {
            boolean told = waiter.state() == TOLD;
            leaveLine(waiter);
            if (told && hasDue()) {
                another = tellFirst();
            }
        } finally {
            unlockQueue();
        }
        waiter.end();
        Wakes.wake(another);
    }

    /** From now on nobody can enter. */
    final void close() {
        COUNT.getAndBitwiseOr(this, CLOSED);
        aborting = true;
    }

    /** From now on each member that comes is aborted. */
    final void abortAlsoTheNext() {
        aborting = true;
    }

    final boolean isClosed() {
        return (count & CLOSED) != 0;
    }

    /** Aborts all. */
    final void abortAll() {
        for (Task task : tasks()) {
            task.abort();
        }
    }

    /** All, in the order of their start. */
    final Task[] tasks() {
        lockQueue();
        try {
            int linked = 0;
            for (Member at = oldest; at != null; at = at.following) {
                linked++;
            }
            Task[] tasks = new Task[linked];
            int i = 0;
            for (Member at = oldest; at != null; at = at.following) {
                tasks[i++] = at.task;
            }
            return tasks;
        } finally {
            unlockQueue();
        }
    }

    /** Lets all go; their results are not given out. */
    final void detachAll() {
        Waiter all;
        lockQueue();
        try {
            int detached = 0;
            for (Member at = oldest; at != null; at = oldest) {
                at.detach();
                unlink(at);
                at.gone();
                detached++;
            }
            all = detached == 0 ? null : minus(detached);
        } finally {
            unlockQueue();
        }
        wakeAll(all);
    }
}
