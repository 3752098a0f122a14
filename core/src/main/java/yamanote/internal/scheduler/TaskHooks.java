package yamanote.internal.scheduler;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.task.Task;

/**
 * What a runtime's user wants to hear of its tasks. A scheduler has one, or null: then it costs one
 * field check a poll. One that throws is logged and stops nothing.
 *
 * @param onSpawn on the spawning thread, once a task
 * @param onEnd on the thread that ends it, once a task
 * @param beforePoll before each poll
 * @param afterPoll after each poll
 */
public record TaskHooks(
        @Nullable Consumer<Task> onSpawn,
        @Nullable Consumer<Task> onEnd,
        @Nullable Consumer<Task> beforePoll,
        @Nullable Consumer<Task> afterPoll) {

    void spawned(Task task) {
        call(onSpawn, task);
    }

    void ended(Task task) {
        call(onEnd, task);
    }

    void before(Task task) {
        call(beforePoll, task);
    }

    void after(Task task) {
        call(afterPoll, task);
    }

    private static void call(@Nullable Consumer<Task> hook, Task task) {
        if (hook == null) {
            return;
        }
        try {
            hook.accept(task);
        } catch (Throwable thrown) {
            System.getLogger("yamanote").log(Level.ERROR, "a task hook threw", thrown);
        }
    }
}
