package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;

/** Blocking right here; Tokio's task_blocking.rs and rt_threaded.rs. */
@Timeout(120)
class BlockInPlaceTest {
    /** B138. */
    @Test
    void onACurrentThreadRuntimeItThrowsAndNamesTheMend() throws Exception {
        try (AsyncRuntime runtime = Flavour.CURRENT_THREAD.build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.ready(() -> blockInPlace(() -> 1)));
            assertThatThrownBy(() -> runtime.blockOn(task))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("blockInPlace needs a multi-thread runtime")
                    .hasMessageContaining("spawnBlocking")
                    .hasMessageContaining("AsyncRuntime.multiThread()");
        }
    }

    /** B138: in tasks, in blockOn, in a blocking job, and outside of any runtime. */
    @Test
    void elsewhereItGivesTheValueOrTheVeryException() throws Exception {
        IOException failure = new IOException("no");
        assertThat(blockInPlace(() -> 1)).isEqualTo(1);
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            assertThat(runtime.<Integer>blockOn(Steps.ready(() -> blockInPlace(() -> 2))))
                    .isEqualTo(2);
            JoinHandle<Integer> task = runtime.spawn(Steps.ready(() -> blockInPlace(() -> 3)));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(3);
            JoinHandle<Integer> job = runtime.spawnBlocking(() -> blockInPlace(() -> 4));
            assertThat(runtime.<Integer>blockOn(job)).isEqualTo(4);
            JoinHandle<Integer> failing =
                    runtime.spawn(
                            Steps.ready(() ->
                                    blockInPlace(() -> {
                                        throw failure;
                                    })));
            assertThatThrownBy(() -> runtime.blockOn(failing)).isSameAs(failure);
            JoinHandle<Integer> after = runtime.spawn(Steps.yielding(3));
            assertThat(runtime.<Integer>blockOn(after)).isEqualTo(3);
        }
    }

    /** B139: each hands its worker over. */
    @Test
    void fourAtATimeDoNotStop1000OtherTasksOfFourWorkers() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(4).build()) {
            for (int round = 0; round < 5; round++) {
                CountDownLatch blocking = new CountDownLatch(4);
                CountDownLatch ran = new CountDownLatch(1_000);
                List<JoinHandle<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    tasks.add(
                            runtime.spawn(() -> {
                                yieldNow().await();
                                blockInPlace(() -> {
                                    blocking.countDown();
                                    Eventually.happens(ran);
                                });
                                yieldNow().await();
                            }));
                }
                Eventually.happens(blocking);
                for (int i = 0; i < 1_000; i++) {
                    runtime.spawn(() -> {
                        yieldNow().await();
                        ran.countDown();
                    });
                }
                for (JoinHandle<Void> task : tasks) {
                    runtime.blockOn(task);
                }
            }
        }
    }

    /** B140: with a single thread for blocking jobs. */
    @Test
    void nestedWithBlockOnItWorks100Times() throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(2).maxBlockingThreads(1).build()) {
            JoinHandle<Integer> task =
                    runtime.spawn(() -> {
                        int sum = 0;
                        for (int i = 0; i < 100; i++) {
                            sum += nested(runtime);
                            yieldNow().await();
                        }
                        return sum;
                    });
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(100);
            for (int i = 0; i < 100; i++) {
                JoinHandle<Integer> one = runtime.spawn(Steps.ready(() -> nested(runtime)));
                assertThat(runtime.<Integer>blockOn(one)).isEqualTo(1);
            }
        }
    }

    private static int nested(AsyncRuntime runtime) throws Exception {
        return blockInPlace(() ->
                runtime.handle().blockOn(Steps.future(cx -> Poll.ready(blockInPlace(() -> 1)))));
    }

    /** B141: those who gave way, and what lay in the LIFO slot. */
    @Test
    void whatWaitsOnTheWorkerIsRunBeforeItsThreadComesBack() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            for (int round = 0; round < 50; round++) {
                CountDownLatch yielded = new CountDownLatch(1);
                CountDownLatch resumed = new CountDownLatch(2);
                JoinHandle<Void> outer =
                        runtime.spawn(() -> {
                            spawn(() -> {
                                yieldNow().await();
                                yielded.countDown();
                                yieldNow().await();
                                resumed.countDown();
                            });
                            while (yielded.getCount() > 0) {
                                yieldNow().await();
                            }
                            spawn(() -> {
                                resumed.countDown();
                            });
                            blockInPlace(() -> Eventually.happens(resumed));
                        });
                runtime.blockOn(outer);
            }
        }
    }

    /** B008. */
    @Test
    void aCurrentThreadRuntimeMayBeEnteredInside() throws Exception {
        try (AsyncRuntime outer = Flavour.MULTI_THREAD.build();
                AsyncRuntime inner = Flavour.CURRENT_THREAD.build()) {
            JoinHandle<Integer> task =
                    outer.spawn(
                            Steps.ready(() ->
                                    blockInPlace(() ->
                                            inner.blockOn(() -> {
                                                sleep(Duration.ofMillis(1)).await();
                                                return spawn(Steps.yielding(2)).await();
                                            }))));
            assertThat(outer.<Integer>blockOn(task)).isEqualTo(2);
        }
    }

    /** The runtime is there, but this thread is no worker of it meanwhile. */
    @Test
    void insideThereIsTheRuntimeAndNoWorker() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            JoinHandle<Integer> task =
                    runtime.spawn(
                            Steps.ready(() ->
                                    blockInPlace(() -> {
                                        assertThat(RuntimeHandle.workerIndex())
                                                .isEqualTo(OptionalInt.empty());
                                        return RuntimeHandle.current()
                                                .blockOn(spawn(Steps.yielding(4)));
                                    })));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(4);
        }
    }

    /** The worker whose thread blocks has timers, and nobody can take its place. */
    @Test
    void whileNoThreadCanTakeTheWorkerItsTimersFireAndItsTasksAreRun() throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(2).maxBlockingThreads(1).build()) {
            CountDownLatch occupied = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            JoinHandle<Void> job =
                    runtime.spawnBlocking(() -> {
                        occupied.countDown();
                        Eventually.happens(release);
                    });
            Eventually.happens(occupied);
            CountDownLatch done = new CountDownLatch(20);
            JoinHandle<Void> task =
                    runtime.spawn(() -> {
                        for (int i = 0; i < 20; i++) {
                            spawn(() -> {
                                sleep(Duration.ofMillis(20)).await();
                                done.countDown();
                            });
                        }
                        yieldNow().await();
                        blockInPlace(() -> Eventually.happens(done));
                    });
            runtime.blockOn(task);
            release.countDown();
            runtime.blockOn(job);
        }
    }
}
