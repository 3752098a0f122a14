package guide;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.joinAll;
import static yamanote.Async.spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Which threads run the tasks: several workers, or the one inside blockOn; and how to block. */
@Timeout(60)
class RuntimesTest {
    /** Four tasks meet, each on a thread of its own. They block for it: here that is the point. */
    @Test
    void multiThreadRuntimeHasAsManyWorkersAsAskedFor() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(4);
        try (var runtime = AsyncRuntime.multiThread().workerThreads(4).build()) {
            List<String> threads =
                    runtime.blockOn(
                            async(() -> {
                                List<JoinHandle<String>> tasks = new ArrayList<>();
                                for (int i = 0; i < 4; i++) {
                                    tasks.add(
                                            spawn(() -> {
                                                meeting.await(20, SECONDS);
                                                return Thread.currentThread().getName();
                                            }));
                                }
                                return joinAll(tasks).await();
                            }));
            assertThat(threads)
                    .containsExactlyInAnyOrder(
                            "yamanote-worker-0",
                            "yamanote-worker-1",
                            "yamanote-worker-2",
                            "yamanote-worker-3");
        }
    }

    /** For tests, or where order matters. */
    @Test
    void currentThreadRuntimeRunsTasksInOrderOnTheThreadInsideBlockOn() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Thread caller = Thread.currentThread();
            runtime.blockOn(
                    async(() -> {
                        List<JoinHandle<Thread>> tasks = new ArrayList<>();
                        for (int i = 0; i < 5; i++) {
                            int number = i;
                            tasks.add(
                                    spawn(() -> {
                                        order.add(number);
                                        return Thread.currentThread();
                                    }));
                        }
                        assertThat(joinAll(tasks).await()).containsOnly(caller);
                    }));
        }
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
    }

    /** Without blockInPlace this would hang: the only worker would wait for what it has to run. */
    @Test
    void blockInPlaceHandsTheWorkerToAnotherThread() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        try (var runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            boolean released =
                    runtime.blockOn(
                            runtime.spawn(() -> {
                                spawn(() -> {
                                    latch.countDown();
                                });
                                return blockInPlace(() -> latch.await(20, SECONDS));
                            }));
            assertThat(released).isTrue();
        }
    }

    @Test
    void blockInPlaceNeedsAMultiThreadRuntime() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(runtime.spawn(() -> blockInPlace(() -> "blocked"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("spawnBlocking");
        }
    }
}
