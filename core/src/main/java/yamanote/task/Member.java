package yamanote.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;
import yamanote.internal.task.TaskWatch;

/**
 * A task as a member of a set: joiner of the task, node of the set's list and of its stack of ended
 * ones, in one object of 40 bytes. The links are under the set's lock, but for {@code behind}.
 */
class Member extends TaskWatch {
    final Task task;
    private final Members members;

    @Nullable Member previous;
    @Nullable Member following;

    /** In the stack of ended ones; written before it is pushed, later under the lock. */
    @Nullable Member behind;

    Member(Members members, Task task) {
        this.members = members;
        this.task = task;
    }

    /** Detached: its end is nobody's news. Links to itself, which costs no field. */
    final void gone() {
        previous = this;
    }

    final boolean isGone() {
        return previous == this;
    }

    @Override
    protected final void ended() {
        members.ended(this);
    }

    /** Whether a result that has come up is to be given out. */
    boolean isWanted() {
        return true;
    }
}
