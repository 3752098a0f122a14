package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.sleep;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Futures;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

/** Tokio's {@code spawn_pinned.rs}. */
@Timeout(60)
class LocalPoolTest {
    @Test
    void tasksStayOnTheirThread() throws Exception {
        try (var pool = LocalPool.of(2);
                var runtime = AsyncRuntime.currentThread().build()) {
            for (int lane = 0; lane < 2; lane++) {
                Set<Thread> threads = new HashSet<>();
                JoinHandle<Void> task =
                        pool.spawnPinnedTo(
                                lane,
                                () -> {
                                    threads.add(Thread.currentThread());
                                    yieldNow().await();
                                    threads.add(Thread.currentThread());
                                    sleep(Duration.ofMillis(1)).await();
                                    threads.add(Thread.currentThread());
                                    spawnLocal(
                                                    () -> {
                                                        yieldNow().await();
                                                        threads.add(Thread.currentThread());
                                                    })
                                            .await();
                                });
                runtime.blockOn(task);
                assertThat(threads).hasSize(1);
                assertThat(threads.iterator().next().getName()).isEqualTo("yamanote-local-" + lane);
            }
        }
    }

    @Test
    void leastLoadedThreadComesFirst() throws Exception {
        try (var pool = LocalPool.of(3);
                var runtime = AsyncRuntime.currentThread().build()) {
            List<JoinHandle<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                tasks.add(pool.spawnPinned(Futures.pending()));
            }
            for (int lane = 0; lane < 3; lane++) {
                assertThat(pool.load(lane)).isEqualTo(3);
            }
            tasks.get(4).abort();
            runtime.blockOn(tasks.get(4).outcome());
            Eventually.holds(() -> pool.load(1) == 2);
            pool.spawnPinned(Futures.pending());
            assertThat(pool.load(1)).isEqualTo(3);
        }
    }

    @Test
    void blockingTaskHoldsUpItsOwnThreadOnly() throws Exception {
        try (var pool = LocalPool.of(2);
                var runtime = AsyncRuntime.currentThread().build()) {
            CountDownLatch release = new CountDownLatch(1);
            JoinHandle<Void> blocking =
                    pool.spawnPinned(() -> {
                        release.await();
                    });
            assertThat(runtime.<Integer>blockOn(pool.spawnPinned(() -> 1))).isEqualTo(1);
            release.countDown();
            runtime.blockOn(blocking);
        }
    }

    @Test
    void failuresAndAbortsAreThoseOfAnyTask() throws Exception {
        try (var pool = LocalPool.of(1);
                var runtime = AsyncRuntime.currentThread().build()) {
            var failure = new IllegalArgumentException("x");
            JoinHandle<Integer> failing = pool.spawnPinned(Futures.failed(failure));
            assertThat(runtime.blockOn(failing.outcome())).isEqualTo(new Outcome.Failed<>(failure));
            assertThat(runtime.<Integer>blockOn(pool.spawnPinned(() -> 2))).isEqualTo(2);
        }
    }

    @Test
    void closeCancelsItsTasks() {
        var pool = LocalPool.of(2);
        JoinHandle<Object> task = pool.spawnPinned(Futures.pending());
        pool.close();
        pool.close();
        assertThat(Hand.isCancelled(task)).isTrue();
        assertThat(Hand.isCancelled(pool.spawnPinned(Futures.ready(1)))).isTrue();
    }

    @Test
    void misuseNamesTheMend() {
        assertThatThrownBy(() -> LocalPool.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threads must be > 0, was 0");
        try (var pool = LocalPool.of(1)) {
            assertThat(pool.size()).isEqualTo(1);
            assertThatThrownBy(() -> pool.spawnPinnedTo(1, Futures.ready(1)))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
