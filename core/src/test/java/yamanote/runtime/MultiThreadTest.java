package yamanote.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.sync.Oneshot;
import yamanote.task.JoinHandle;

@Timeout(60)
class MultiThreadTest {
    @Test
    void blockOnAwaitsTasksOfTheWorkers() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            int sum =
                    runtime.blockOn(
                            async(() -> {
                                List<JoinHandle<Integer>> handles = new ArrayList<>();
                                for (int i = 0; i < 1_000; i++) {
                                    int mine = i;
                                    handles.add(
                                            spawn(() -> {
                                                yieldNow().await();
                                                return mine;
                                            }));
                                }
                                int all = 0;
                                for (JoinHandle<Integer> handle : handles) {
                                    all += handle.await();
                                }
                                return all;
                            }));
            assertEquals(999 * 1_000 / 2, sum);
        }
    }

    @Test
    void aTaskSpawnedFromOutsideRunsWithoutFurtherWakes() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            for (int i = 0; i < 2_000; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                runtime.spawn(() -> {
                    ran.countDown();
                });
                assertTrue(ran.await(10, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void pairsOfTasksPingPongAcrossWorkers() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(4).build()) {
            AtomicInteger done = new AtomicInteger();
            CountDownLatch all = new CountDownLatch(1_000);
            runtime.spawn(() -> {
                for (int i = 0; i < 1_000; i++) {
                    spawn(() -> {
                        var there = Oneshot.<Integer>channel();
                        var back = Oneshot.<Integer>channel();
                        spawn(() -> {
                            back.sender().send(there.receiver().await() + 1);
                        });
                        there.sender().send(1);
                        done.addAndGet(back.receiver().await());
                        all.countDown();
                    });
                }
            });
            assertTrue(all.await(20, TimeUnit.SECONDS));
            assertEquals(2_000, done.get());
        }
    }

    @Test
    void sleepsEndOnEveryThread() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            long start = System.nanoTime();
            runtime.blockOn(
                    async(() -> {
                        sleep(Duration.ofMillis(20)).await();
                        spawn(
                                        () -> {
                                            sleep(Duration.ofMillis(20)).await();
                                        })
                                .await();
                        return 0;
                    }));
            assertTrue(System.nanoTime() - start >= 40_000_000L);
        }
    }
}
