package yamanote.bench.compare;

import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;

import java.util.ArrayList;
import java.util.List;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.task.JoinHandle;

/** The blocking pool: tasks that each wait for 100 batches of 16 jobs. */
final class Blocking {
    private static final int BATCHES = 100;
    private static final int BATCH = 16;

    private Blocking() {}

    static Workload find(Options o) {
        int concurrency = o.number("spawn_blocking_");
        if (concurrency < 0) {
            return null;
        }
        long ops = (long) concurrency * BATCHES * BATCH;
        return Runtimes.rooted(
                Runtimes.multi(o),
                o,
                ops,
                () -> {
                    List<JoinHandle<Void>> tasks = new ArrayList<>(concurrency);
                    for (int i = 0; i < concurrency; i++) {
                        tasks.add(batches());
                    }
                    for (var task : tasks) {
                        task.await();
                    }
                });
    }

    private static JoinHandle<Void> batches() {
        return spawn(() -> {
            for (int b = 0; b < BATCHES; b++) {
                List<JoinHandle<Void>> jobs = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    jobs.add(spawnBlocking(() -> {}));
                }
                for (var job : jobs) {
                    job.await();
                }
            }
        });
    }
}
