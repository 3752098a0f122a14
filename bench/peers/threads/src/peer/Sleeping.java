package peer;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import yamanote.bench.harness.FireReport;
import yamanote.bench.harness.MemoryReport;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** A million virtual threads: asleep for up to two seconds, or parked. */
final class Sleeping {
    private static final int WARM_UP = 100_000;

    private Sleeping() {}

    static Workload find(Options o) {
        return switch (o.workload()) {
            case "timer_fire_mt" ->
                    new Workload.Probe(() -> {
                        fire(WARM_UP);
                        fire(FireReport.TASKS).print();
                        fire(FireReport.TASKS).print();
                    });
            case "mem_notify" -> new Workload.Probe(Sleeping::onLatch);
            case "mem_sleep" ->
                    new Workload.Probe(() -> weigh(new MemoryReport(), i -> Thread.sleep(Duration.ofHours(1))));
            case "mem_oneshot" -> new Workload.Probe(Sleeping::onFuture);
            default -> null;
        };
    }

    private static FireReport fire(int tasks) throws InterruptedException {
        FireReport report = new FireReport(tasks);
        Tasks.spawn(() -> {
            for (int i = 0; i < tasks; i++) {
                long pause = report.nextPause();
                Tasks.spawn(() -> {
                    long due = FireReport.due(pause);
                    TimeUnit.MICROSECONDS.sleep(pause);
                    report.woke(due);
                });
            }
        });
        while (!report.finished()) {
            Thread.sleep(1);
        }
        return report;
    }

    private static void onLatch() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        MemoryReport report = new MemoryReport();
        weigh(report, i -> latch.await());
        wake(report, latch::countDown);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void onFuture() throws InterruptedException {
        // The futures are a task's own, the list of them is not.
        CompletableFuture<Boolean>[] all = new CompletableFuture[MemoryReport.TASKS];
        MemoryReport report = new MemoryReport();
        weigh(report, i -> {
            CompletableFuture<Boolean> one = new CompletableFuture<>();
            all[i] = one;
            one.get();
        });
        wake(report, () -> {
            for (var one : all) {
                one.complete(true);
            }
        });
    }

    @FunctionalInterface
    private interface Parking {
        void park(int task) throws Exception;
    }

    private static void weigh(MemoryReport report, Parking parking) throws InterruptedException {
        Tasks.spawn(() -> {
            for (int t = 0; t < MemoryReport.TASKS; t++) {
                int task = t;
                Tasks.spawn(() -> {
                    report.parks();
                    parking.park(task);
                    report.wakes();
                });
            }
        });
        while (!report.allParked()) {
            Thread.sleep(1);
        }
        report.spawned();
        Thread.sleep(200);
        report.weigh();
    }

    private static void wake(MemoryReport report, Tasks.Body wake) throws InterruptedException {
        report.beginWake();
        Tasks.spawn(wake);
        while (!report.allWoken()) {
            Thread.sleep(1);
        }
        report.endWake();
    }
}
