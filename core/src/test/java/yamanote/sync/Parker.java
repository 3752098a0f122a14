package yamanote.sync;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;

/** A thread as executor of one future at a time; a lost wake makes it hang. */
final class Parker extends Waker {
    private final Thread thread = Thread.currentThread();
    private final AtomicInteger woken = new AtomicInteger();
    final Context cx = Context.of(this);

    @Override
    public void wake() {
        woken.set(1);
        LockSupport.unpark(thread);
    }

    <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        for (; ; ) {
            Poll<T> polled = future.poll(cx);
            if (polled.isReady()) {
                return ((Poll.Ready<T>) polled).value();
            }
            while (!woken.compareAndSet(1, 0)) {
                LockSupport.park();
            }
        }
    }

    /** Runs all jobs at once; throws what the first of them throws. */
    static void inThreads(List<Callable<@Nullable Void>> jobs) throws Exception {
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            var running = jobs.stream().map(executor::submit).toList();
            for (var job : running) {
                job.get();
            }
        }
    }
}
