package yamanote.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.task.Task;
import yamanote.internal.waiter.Waiter;

/**
 * The tasks of a scope. A member leaves when its task has ended, on the thread that has completed
 * it; what its end means is the policy's, a subclass.
 */
abstract class ScopeMembers<R extends @Nullable Object> extends Members {
    /*
     * `decided` is set once, under the lock, by the end that decides; the thread of that end then
     * aborts the rest, and whoever comes later is aborted by itself (see Members). Who waits in
     * join() leaves the line with the decision, who closes when nobody is left: EMPTY is final for
     * both.
     */

    private volatile boolean decided;

    ScopeMembers() {
        super("TaskScope");
    }

    /** Whether members stay in the list when they have ended. */
    boolean keepsEnded() {
        return false;
    }

    /** Under the lock: takes note of an end; true if it decides. Runs no foreign code. */
    abstract boolean decides(Task ended);

    /** After the lock, on the same thread. */
    void noted(Task ended) {}

    /** What join() gives, after the decision or with nobody left. */
    abstract R result() throws Exception;

    /** What the close throws. */
    @Nullable Throwable undelivered() {
        return null;
    }

    final boolean isDecided() {
        return decided;
    }

    @Override
    final void ended(Member member) {
        Waiter released;
        boolean decides;
        lockQueue();
        try {
            if (!keepsEnded()) {
                unlink(member);
            }
            decides = decides(member.task) && !decided;
            decided |= decides;
            released = minus(1);
            if (released == null && decides) {
                released = removeIf(ScopeMembers::isReleasedByDecision);
            }
        } finally {
            unlockQueue();
        }
        noted(member.task);
        if (decides) {
            abortAlsoTheNext();
            abortAll();
        }
        wakeAll(released);
    }

    private static boolean isReleasedByDecision(Waiter waiter) {
        if (!(waiter instanceof ScopeJoin<?>)) {
            return false;
        }
        waiter.state(EMPTY);
        return true;
    }

    /** True if {@code waiter} is to wait no longer; else it is in line. */
    final boolean look(Waiter waiter, Waker waker) {
        lockQueue();
        try {
            if (waiter.state() == EMPTY) {
                return true;
            }
            if (size() == 0 || decided && waiter instanceof ScopeJoin<?>) {
                leaveLine(waiter);
                return true;
            }
            line(waiter, waker);
            return false;
        } finally {
            unlockQueue();
        }
    }

    /** Complete ones that were kept, in the order of their start. */
    final List<Task> endedTasks() {
        List<Task> tasks = new ArrayList<>();
        for (Task task : tasks()) {
            if (task.isComplete()) {
                tasks.add(task);
            }
        }
        return tasks;
    }
}
