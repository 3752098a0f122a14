package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;

/**
 * What a worker runs next: the task that the running one has woken or spawned last. Only the owner
 * puts one in; it is taken out by an exchange, by the owner or by the watchdog, never by a thief.
 */
final class LifoSlot {
    private static final VarHandle TASK =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "task", VarHandle.class, LifoSlot.class, Task.class);

    private volatile @Nullable Task task;

    /** Owner-only: puts {@code next} in; the one that was there, if any, is the caller's. */
    @Nullable Task put(Task next) {
        if (task == null) {
            TASK.setRelease(this, next); // nobody else puts one in
            return null;
        }
        return (Task) TASK.getAndSet(this, next);
    }

    /** Owner, or the watchdog if the owner is stuck. */
    @Nullable Task take() {
        return task == null ? null : (Task) TASK.getAndSet(this, null);
    }

    boolean isEmpty() {
        return task == null;
    }
}
