package yamanote.bench.compare;

import static yamanote.Async.spawn;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Pace;
import yamanote.bench.harness.Report;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;

/** What a scheduler that is shy of waking workers could do wrong. */
final class Harm {
    private static final int WARM_UP = 20;

    private Harm() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "harm_burst" ->
                    new Workload.Probe(() -> burst(Runtimes.multi(o), o.samples() * 10));
            case "harm_behind" ->
                    new Workload.Probe(() -> behind(Runtimes.multi(o), o.samples() * 5));
            default -> null;
        };
    }

    /** Four tasks of 2 ms right after bursts of tiny ones: how long until all four have ended. */
    private static void burst(AsyncRuntime runtime, int times) throws InterruptedException {
        BlockingQueue<Boolean> done = new LinkedBlockingQueue<>();
        for (int t = -WARM_UP; t < times; t++) {
            for (int i = 0; i < 20; i++) {
                tinyTasks(runtime, done);
            }
            long start = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                runtime.spawn(() -> {
                    Pace.busy(TimeUnit.MILLISECONDS.toNanos(2));
                    done.put(true);
                });
            }
            for (int i = 0; i < 4; i++) {
                done.take();
            }
            if (t >= 0) {
                Report.value("makespan_ms", (System.nanoTime() - start) / 1e6);
            }
        }
    }

    private static void tinyTasks(AsyncRuntime runtime, BlockingQueue<Boolean> done)
            throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            runtime.spawn(() -> done.put(true));
        }
        for (int i = 0; i < 10; i++) {
            done.take();
        }
    }

    private record Started(String metric, long nanos) {}

    /** Two tasks spawned by one that then computes for 20 ms while the other worker sleeps. */
    private static void behind(AsyncRuntime runtime, int times) throws InterruptedException {
        BlockingQueue<Started> started = new LinkedBlockingQueue<>();
        for (int t = -WARM_UP; t < times; t++) {
            Thread.sleep(5);
            runtime.spawn(() -> {
                spawnStarting("start_first_ms", started);
                spawnStarting("start_last_ms", started);
                Pace.busy(TimeUnit.MILLISECONDS.toNanos(20));
            });
            for (int i = 0; i < 2; i++) {
                Started s = started.take();
                if (t >= 0) {
                    Report.value(s.metric(), s.nanos() / 1e6);
                }
            }
            Thread.sleep(20);
        }
    }

    private static void spawnStarting(String metric, BlockingQueue<Started> started) {
        long spawned = System.nanoTime();
        spawn(() -> started.put(new Started(metric, System.nanoTime() - spawned)));
    }
}
