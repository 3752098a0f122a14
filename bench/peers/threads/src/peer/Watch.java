package peer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Sink;
import yamanote.bench.harness.Workload;

/** The latest value under a lock, with a condition for those who wait for the next. */
final class Watch {
    private static final int ROUNDS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int version;
    private int value;

    private Watch() {}

    static Workload find(Options o) {
        int n = o.number("watch_");
        return n < 0 ? null : watch(o, n);
    }

    private static Workload watch(Options o, int n) {
        Watch watch = new Watch();
        AtomicInteger left = new AtomicInteger();
        Semaphore allDone = new Semaphore(0);
        for (int i = 0; i < n; i++) {
            Tasks.spawn(() -> {
                int seen = 0;
                while (true) {
                    seen = watch.awaitChange(seen);
                    if (left.getAndDecrement() == 1) {
                        allDone.release();
                    }
                }
            });
        }
        // The driver is a task, as in Tokio's bench.
        return Tasks.rooted(o, (long) ROUNDS * n, () -> Tasks.spawn(() -> {
            for (int r = 0; r < ROUNDS; r++) {
                left.getAndAdd(n);
                watch.send(42);
                allDone.acquire();
            }
        }).join());
    }

    private void send(int value) {
        lock.lock();
        try {
            this.value = value;
            version++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int awaitChange(int seen) throws InterruptedException {
        lock.lock();
        try {
            while (version == seen) {
                changed.await();
            }
            Sink.consume(value);
            return version;
        } finally {
            lock.unlock();
        }
    }
}
