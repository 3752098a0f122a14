package yamanote.bench.compare;

import java.util.concurrent.atomic.AtomicLong;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Pace;
import yamanote.bench.harness.Report;
import yamanote.bench.harness.Usage;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Notify;

/** CPU at a given rate of wakes from a foreign thread, whose own CPU time is taken off. */
final class Wakes {
    private static final long LENGTH_MILLIS = 2_000;

    private Wakes() {}

    static Workload find(Options o) {
        int rate = o.number("wakes_");
        return rate < 0 ? null : new Workload.Probe(() -> run(Runtimes.multi(o), rate));
    }

    private static void run(AsyncRuntime runtime, int rate) throws InterruptedException {
        Notify notify = Notify.create();
        AtomicLong woken = new AtomicLong();
        runtime.spawn(() -> {
            while (true) {
                notify.notified().await();
                woken.getAndIncrement();
            }
        });
        Pace.run(50_000, 1_500, notify::notifyOne);
        // The JIT's threads count as this process's CPU time: let them finish.
        Thread.sleep(1_500);
        for (int i = 0; i < 3; i++) {
            long process = Usage.processCpuNanos();
            long own = Usage.threadCpuNanos();
            long before = woken.get();
            long start = System.nanoTime();
            Pace.run(rate, LENGTH_MILLIS, notify::notifyOne);
            double wall = System.nanoTime() - start;
            double used = (Usage.processCpuNanos() - process) - (Usage.threadCpuNanos() - own);
            Report.value("cpu_percent", Math.max(0, used) / wall * 100);
            Report.value("polls_per_s", (woken.get() - before) / (wall / 1e9));
        }
    }
}
