package yamanote.fs;

import java.util.concurrent.CountDownLatch;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/** The runtimes of the tests, and a way to hold up every job until a test says so. */
enum Pool {
    CURRENT_THREAD {
        @Override
        RuntimeBuilder builder() {
            return AsyncRuntime.currentThread();
        }
    },
    MULTI_THREAD {
        @Override
        RuntimeBuilder builder() {
            return AsyncRuntime.multiThread().workerThreads(2);
        }
    };

    abstract RuntimeBuilder builder();

    AsyncRuntime build() {
        return builder().maxBlockingThreads(1).build();
    }

    /** The pool's only thread waits until this is closed. */
    static AutoCloseable holdUp(AsyncRuntime runtime) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        runtime.spawnBlocking(() -> {
            held.countDown();
            go.await();
        });
        held.await();
        return go::countDown;
    }
}
