package yamanote.bench.compare;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;
import yamanote.sync.Notify;

/** Notify: the main thread notifies until 500 waits have ended. */
final class Notifying {
    private static final int WAITS = 500;

    private Notifying() {}

    static Workload find(Options o) {
        int n = o.number("notify_one_");
        if (n >= 0) {
            return notifying(o, n, Notify::notifyOne);
        }
        n = o.number("notify_waiters_");
        return n >= 0 ? notifying(o, n, Notify::notifyWaiters) : null;
    }

    private static Workload notifying(Options o, int waiters, Consumer<Notify> wake) {
        var runtime = Runtimes.multi(o);
        Notify notify = Notify.create();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < waiters; i++) {
            runtime.spawn(() -> {
                while (true) {
                    notify.notified().await();
                    ended.getAndIncrement();
                }
            });
        }
        return Workload.plain(
                WAITS,
                () -> {
                    ended.set(0);
                    while (ended.get() < WAITS) {
                        wake.accept(notify);
                    }
                });
    }
}
