package peer;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import yamanote.bench.harness.Options;
import yamanote.bench.harness.Workload;

/** A condition as a notify; it stores no permit, which these workloads do not need. */
final class Notifying {
    private static final int WAITS = 500;

    private Notifying() {}

    static Workload find(Options o) {
        int n = o.number("notify_one_");
        if (n >= 0) {
            return notifying(n, Condition::signal);
        }
        n = o.number("notify_waiters_");
        return n >= 0 ? notifying(n, Condition::signalAll) : null;
    }

    private static Workload notifying(int waiters, Consumer<Condition> wake) {
        ReentrantLock lock = new ReentrantLock();
        Condition condition = lock.newCondition();
        AtomicInteger ended = new AtomicInteger();
        for (int i = 0; i < waiters; i++) {
            Tasks.spawn(() -> {
                while (true) {
                    lock.lock();
                    try {
                        condition.await();
                    } finally {
                        lock.unlock();
                    }
                    ended.getAndIncrement();
                }
            });
        }
        return Workload.plain(WAITS, () -> {
            ended.set(0);
            while (ended.get() < WAITS) {
                lock.lock();
                try {
                    wake.accept(condition);
                } finally {
                    lock.unlock();
                }
            }
        });
    }
}
