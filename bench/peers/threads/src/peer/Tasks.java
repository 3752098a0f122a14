package peer;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** Virtual threads as tasks. The number of carriers is the JVM's, set on its command line. */
final class Tasks {
    private Tasks() {}

    /** A task that may throw. */
    @FunctionalInterface
    interface Body {
        void run() throws Exception;
    }

    static Thread spawn(Body body) {
        return Thread.startVirtualThread(() -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    static <T> FutureTask<T> spawnValued(Callable<T> body) {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.startVirtualThread(task);
        return task;
    }

    /** Iterations driven by the main thread or, as {@code _pool}, by one virtual thread. */
    static Workload.Timed rooted(Options o, long ops, Body root) {
        if (o.pool()) {
            return new Workload.Timed(ops, false, true, n -> spawn(() -> {
                for (long i = 0; i < n; i++) {
                    root.run();
                }
            }).join());
        }
        return Workload.plain(ops, root::run);
    }
}
