package yamanote.bench.compare;

import java.time.Duration;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.future.AsyncAction;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** The runtimes that the workloads run on: with timers, and with I/O only if asked for. */
final class Runtimes {
    private Runtimes() {}

    static AsyncRuntime single(Options o) {
        return AsyncRuntime.currentThread().io(o.io()).build();
    }

    static AsyncRuntime multi(Options o) {
        return multi(o.workers(), o);
    }

    static AsyncRuntime multi(int workers, Options o) {
        RuntimeBuilder builder = AsyncRuntime.multiThread().workerThreads(workers).io(o.io());
        if (o.spinMicros() != Options.DEFAULT_SPIN) {
            builder.spinCeiling(Duration.ofNanos(o.spinMicros() * 1_000));
        }
        return builder.build();
    }

    /** Iterations driven by blockOn of the main thread or, as {@code _pool}, by a task. */
    static Workload.Timed rooted(AsyncRuntime runtime, Options o, long ops, AsyncAction root) {
        if (o.pool()) {
            return new Workload.Timed(
                    ops,
                    false,
                    true,
                    n ->
                            runtime.blockOn(
                                    runtime.spawn(() -> {
                                        for (long i = 0; i < n; i++) {
                                            root.start().await();
                                        }
                                    })));
        }
        return Workload.plain(ops, () -> runtime.blockOn(root));
    }
}
