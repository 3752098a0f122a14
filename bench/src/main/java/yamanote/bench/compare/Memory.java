package yamanote.bench.compare;

import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import yamanote.bench.harness.MemoryReport;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.future.AsyncAction;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Notify;
import yamanote.sync.Oneshot;

/** A million parked tasks: what they weigh, what it takes to park and to wake them. */
final class Memory {
    private static final String SINGLE = "_ct";

    /** Not captured by the bodies, as Tokio's counters are statics: a task weighs what it needs. */
    private static MemoryReport report;

    private Memory() {}

    static Workload find(Options o) {
        boolean single = o.workload().endsWith(SINGLE);
        String name =
                single
                        ? o.workload().substring(0, o.workload().length() - SINGLE.length())
                        : o.workload();
        return switch (name) {
            case "mem_notify" -> new Workload.Probe(() -> onNotify(runtime(single, o)));
            case "mem_sleep" -> new Workload.Probe(() -> onSleep(runtime(single, o)));
            case "mem_oneshot" -> new Workload.Probe(() -> onOneshot(runtime(single, o)));
            default -> null;
        };
    }

    private static AsyncRuntime runtime(boolean single, Options o) {
        return single ? Runtimes.single(o) : Runtimes.multi(o);
    }

    private static void onNotify(AsyncRuntime runtime) throws Exception {
        Notify notify = Notify.create();
        report = new MemoryReport();
        weigh(
                runtime,
                () -> {
                    for (int i = 0; i < MemoryReport.TASKS; i++) {
                        spawn(() -> {
                            report.parks();
                            notify.notified().await();
                            report.wakes();
                        });
                    }
                });
        wake(runtime, () -> notify.notifyWaiters());
    }

    private static void onSleep(AsyncRuntime runtime) throws Exception {
        report = new MemoryReport();
        weigh(
                runtime,
                () -> {
                    for (int i = 0; i < MemoryReport.TASKS; i++) {
                        spawn(() -> {
                            report.parks();
                            sleep(Duration.ofHours(1)).await();
                            report.wakes();
                        });
                    }
                });
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void onOneshot(AsyncRuntime runtime) throws Exception {
        // The list of the senders is not part of a task's weight.
        Oneshot.Sender<Boolean>[] senders = new Oneshot.Sender[MemoryReport.TASKS];
        report = new MemoryReport();
        weigh(
                runtime,
                () -> {
                    for (int i = 0; i < senders.length; i++) {
                        Oneshot.Channel<Boolean> channel = Oneshot.channel();
                        senders[i] = channel.sender();
                        var receiver = channel.receiver();
                        spawn(() -> {
                            report.parks();
                            receiver.await();
                            report.wakes();
                        });
                    }
                });
        wake(
                runtime,
                () -> {
                    for (var sender : senders) {
                        sender.send(true);
                    }
                });
    }

    private static void weigh(AsyncRuntime runtime, AsyncAction park) throws Exception {
        runtime.blockOn(() -> {
            spawn(park).await();
            while (!report.allParked()) {
                sleep(Duration.ofMillis(1)).await();
            }
            report.spawned();
            sleep(Duration.ofMillis(200)).await();
            report.weigh();
        });
    }

    private static void wake(AsyncRuntime runtime, AsyncAction wake) throws Exception {
        runtime.blockOn(() -> {
            report.beginWake();
            spawn(wake).await();
            while (!report.allWoken()) {
                sleep(Duration.ofMillis(1)).await();
            }
            report.endWake();
        });
    }
}
