package peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/**
 * Jobs for a pool of platform threads, in batches. A virtual thread may block by itself and needs
 * this only for what pins it, but it is the same work as the others' blocking pools do.
 */
final class Blocking {
    private static final int BATCHES = 100;
    private static final int BATCH = 16;

    private Blocking() {}

    static Workload find(Options o) {
        int concurrency = o.number("spawn_blocking_");
        if (concurrency < 0) {
            return null;
        }
        ExecutorService pool = Executors.newCachedThreadPool();
        return Tasks.rooted(o, (long) concurrency * BATCHES * BATCH, () -> {
            List<Thread> tasks = new ArrayList<>(concurrency);
            for (int i = 0; i < concurrency; i++) {
                tasks.add(Tasks.spawn(() -> batches(pool)));
            }
            for (Thread task : tasks) {
                task.join();
            }
        });
    }

    private static void batches(ExecutorService pool) throws Exception {
        for (int b = 0; b < BATCHES; b++) {
            List<Future<?>> jobs = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                jobs.add(pool.submit(() -> {}));
            }
            for (var job : jobs) {
                job.get();
            }
        }
    }
}
