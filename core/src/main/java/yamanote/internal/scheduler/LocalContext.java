package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;

/**
 * The context in which a {@link LocalTasks} polls its tasks: of its own, because a task's poll lies
 * inside that of the driving task, but with the wheel and the worker of the thread that drives.
 *
 * <p>It is what the thread is inside of for as long as the set is driven, hence also how {@code
 * spawnLocal} finds the set, and how a wake from inside is told from one from outside.
 */
public final class LocalContext extends WorkerContext {
    private final LocalTasks tasks;

    /** Of the runtime that drives. */
    final @Nullable TaskHooks hooks;

    LocalContext(Services services, LocalTasks tasks) {
        super(services);
        this.tasks = tasks;
        this.hooks = services.hooks();
    }

    /** The set that is being driven. */
    public LocalTasks tasks() {
        return tasks;
    }
}
