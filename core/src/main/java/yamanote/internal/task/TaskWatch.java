package yamanote.internal.task;

import yamanote.future.Waker;

/**
 * A joiner that is told of the task's end itself, on the thread that completes the task, instead of
 * waking another task: what sets of tasks are made of. The set's node for the task extends it, so
 * that watching costs no object beside that.
 */
public abstract non-sealed class TaskWatch extends Joiner {
    /** For subclasses. */
    protected TaskWatch() {
        super(Waker.noop()); // attached
    }

    /** The task is complete; called at most once, and not after {@link #detach()}. Never throws. */
    protected abstract void ended();

    @Override
    final void wake() {
        if (claim()) {
            ended();
        }
    }
}
