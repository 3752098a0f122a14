package yamanote.bench.compare;

import static yamanote.Async.async;

import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Future;
import yamanote.sync.Notify;

/** Waits until so many have done their part. */
final class Group {
    private final AtomicInteger left = new AtomicInteger();
    private final Notify allDone = Notify.create();

    void add(int n) {
        left.getAndAdd(n);
    }

    void done() {
        if (left.getAndDecrement() == 1) {
            allDone.notifyOne();
        }
    }

    Future<Void> finished() {
        return async(() -> {
            while (left.get() > 0) {
                allDone.notified().await();
            }
        });
    }
}
