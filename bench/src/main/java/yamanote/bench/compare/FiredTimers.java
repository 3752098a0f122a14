package yamanote.bench.compare;

import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import yamanote.bench.harness.FireReport;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.runtime.AsyncRuntime;

/** A million tasks that each sleep for up to two seconds. */
final class FiredTimers {
    private static final int WARM_UP = 100_000;

    private FiredTimers() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "timer_fire_ct" -> fire(Runtimes.single(o));
            case "timer_fire_mt" -> fire(Runtimes.multi(o));
            default -> null;
        };
    }

    private static Workload fire(AsyncRuntime runtime) {
        return new Workload.Probe(() -> {
            once(runtime, WARM_UP);
            once(runtime, FireReport.TASKS).print();
            once(runtime, FireReport.TASKS).print();
        });
    }

    private static FireReport once(AsyncRuntime runtime, int tasks) throws Exception {
        FireReport report = new FireReport(tasks);
        var root =
                runtime.spawn(() -> {
                    for (int i = 0; i < tasks; i++) {
                        long pause = report.nextPause();
                        spawn(() -> {
                            long due = FireReport.due(pause);
                            sleep(Duration.of(pause, ChronoUnit.MICROS)).await();
                            report.woke(due);
                        });
                    }
                });
        runtime.blockOn(() -> {
            root.await();
            while (!report.finished()) {
                sleep(Duration.ofMillis(1)).await();
            }
        });
        return report;
    }
}
