package yamanote.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.internal.util.Ambient;

/** What {@code submit} gives: a future of the JDK that does not block a worker. */
class ExecutorTask<V extends @Nullable Object> extends FutureTask<V> {
    ExecutorTask(Callable<V> call) {
        super(call);
    }

    /** Throws on a thread that polls a task. */
    static void refuseOnWorker(String what) {
        if (Ambient.get() instanceof WorkerContext) {
            throw new IllegalStateException(
                    what
                            + "() would block this thread, which polls a task: call it inside"
                            + " spawnBlocking, or await spawnBlocking(…) instead of submitting");
        }
    }

    @Override
    public V get() throws InterruptedException, ExecutionException {
        if (!isDone()) {
            refuseOnWorker("get");
        }
        return super.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (!isDone()) {
            refuseOnWorker("get");
        }
        return super.get(timeout, unit);
    }
}
