package yamanote.runtime;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import yamanote.future.Waker;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Sites;
import yamanote.internal.task.Task;
import yamanote.internal.util.Sited;

/**
 * One run of a {@code Runnable} of a {@link RuntimeExecutor} on the blocking pool; as a waker it
 * hears of its own end, also if the pool has dropped it without running it.
 */
final class PoolJob extends Waker implements Callable<@Nullable Void>, Sited {
    private final RuntimeExecutor executor;
    private final Runnable runnable;

    /** Set under the executor's lock before anybody else can see this. */
    private @Nullable Task task;

    private volatile boolean begun;
    private volatile boolean takenBack;

    PoolJob(RuntimeExecutor executor, Runnable runnable) {
        this.executor = executor;
        this.runnable = Objects.requireNonNull(runnable, "runnable");
    }

    void task(Task started) {
        task = started;
    }

    Runnable runnable() {
        return runnable;
    }

    /** Hears of the end from now on, or at once. */
    void listen() {
        if (task().register(null, this) == null) {
            ended();
        }
    }

    @Override
    public @Nullable Void call() {
        begun = true;
        runnable.run();
        return null;
    }

    /** Interrupts the run, or prevents it: then true, and its runnable is the caller's. */
    boolean takeBack() {
        takenBack = true;
        task().abort();
        return task().isComplete() && !begun;
    }

    @Override
    public void wake() {
        ended();
    }

    private void ended() {
        if (!executor.ended(this)) {
            return;
        }
        if (task().payload() instanceof Ending.Failure failure && failure.claim()) {
            executor.core().unread().report(failure.site(), failure.thrown());
        }
        if (!begun && !takenBack && runnable instanceof Future<?> future) {
            future.cancel(false); // the runtime was closed; nobody shall wait for it for ever
        }
    }

    private Task task() {
        return Objects.requireNonNull(task);
    }

    /** The runnable's; the class that was given to {@code submit} is the JDK's secret. */
    @Override
    public String site() {
        return Sites.of(runnable);
    }
}
