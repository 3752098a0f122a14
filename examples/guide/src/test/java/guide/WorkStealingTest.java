package guide;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.StuckWorker;
import yamanote.sync.Mpsc;

/** An idle worker takes work from a busy one, and no task keeps its worker for ever. */
@Timeout(60)
class WorkStealingTest {
    /** The parent's worker is kept busy, so whatever it has queued is run by the other one. */
    @Test
    void idleWorkerStealsFromABusyOne() throws Exception {
        int children = 100;
        CountDownLatch all = new CountDownLatch(children);
        Set<Thread> thieves = ConcurrentHashMap.newKeySet();
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            Thread busy =
                    runtime.blockOn(
                            runtime.spawn(() -> {
                                for (int i = 0; i < children; i++) {
                                    spawn(() -> {
                                        thieves.add(Thread.currentThread());
                                        all.countDown();
                                    });
                                }
                                assertThat(all.await(20, SECONDS)).isTrue(); // never do this
                                return Thread.currentThread();
                            }));
            assertThat(thieves).hasSize(1).doesNotContain(busy);
            assertThat(runtime.metrics().polls()).isEqualTo(children + 1);
        }
    }

    /** The budget: whoever always finds something to do gives way at the 129th time. */
    @Test
    void taskThatIsAlwaysReadyGivesWay() throws Exception {
        int messages = 1000;
        List<String> log = new ArrayList<>();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    async(() -> {
                        var channel = Mpsc.<Integer>channel(messages);
                        for (int i = 0; i < messages; i++) {
                            channel.sender().trySend(i);
                        }
                        var greedy =
                                spawn(() -> {
                                    for (int i = 0; i < messages; i++) {
                                        channel.receiver().receive().await();
                                    }
                                    log.add("all received");
                                });
                        spawn(() -> {
                            log.add("the other had its turn");
                        });
                        greedy.await();
                    }));
            assertThat(log).containsExactly("the other had its turn", "all received");
            assertThat(runtime.metrics().yields()).isEqualTo(messages / 128);
        }
    }

    /** What no scheduler can help against is at least named: thread, task and line. */
    @Test
    void watchdogNamesTheLineThatBlocksAWorker() throws Exception {
        var report = new CompletableFuture<StuckWorker>();
        try (var runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .stuckThreshold(Duration.ofMillis(50))
                        .onStuckWorker(report::complete)
                        .build()) {
            StuckWorker stuck =
                    runtime.blockOn(
                            runtime.spawn(() -> report.get(20, SECONDS))); // blocks its worker
            assertThat(stuck.thread().getName()).startsWith("yamanote-worker-");
            assertThat(stuck.task()).contains("WorkStealingTest.java");
            assertThat(stuck.stack())
                    .anyMatch(frame -> frame.getClassName().equals(getClass().getName()));
            assertThat(stuck.toString()).contains("use spawnBlocking or blockInPlace");
        }
    }
}
