package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

/** Spawns that race with close(): each handle resolves, with its value or as cancelled. */
@Timeout(120)
class SpawnAgainstCloseTest {
    enum Kind {
        MULTI_THREAD(() -> AsyncRuntime.multiThread().workerThreads(2).build()),
        ON_EXECUTOR(() -> AsyncRuntime.on(ForkJoinPool.commonPool()).build());

        private final Supplier<AsyncRuntime> make;

        Kind(Supplier<AsyncRuntime> make) {
            this.make = make;
        }
    }

    /** B036. */
    @ParameterizedTest
    @EnumSource
    void everyHandleOf10000SpawnsResolves(Kind kind) throws Exception {
        for (int round = 0; round < 10; round++) {
            AsyncRuntime runtime = kind.make.get();
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(1);
            Thread spawner =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 10_000; i++) {
                                    handles.add(runtime.spawn(Steps.busy(i % 3)));
                                    if (i == 5_000) {
                                        half.countDown();
                                    }
                                }
                            });
            Eventually.happens(half);
            runtime.close();
            Eventually.ends(spawner);
            assertThat(handles).allMatch(JoinHandle::isFinished);
            for (int i = 0; i < handles.size(); i += 97) {
                assertThat(Hand.value(handles.get(i).outcome()))
                        .isIn(new Outcome.Cancelled<>(), new Outcome.Ok<>(i % 3));
            }
            assertThat(runtime.metrics().aliveTasks()).isZero();
        }
    }

    /** B036: from inside, by tasks that spawn tasks. */
    @ParameterizedTest
    @EnumSource
    void everyTaskThatTasksSpawnMeanwhileEnds(Kind kind) throws Exception {
        for (int round = 0; round < 20; round++) {
            AsyncRuntime runtime = kind.make.get();
            CountDownLatch spawning = new CountDownLatch(1_000);
            for (int i = 0; i < 8; i++) {
                runtime.spawn(() -> {
                    while (true) {
                        Async.spawn(Steps.busy(2));
                        spawning.countDown();
                        Async.yieldNow().await();
                    }
                });
            }
            Eventually.happens(spawning);
            runtime.close();
            assertThat(runtime.metrics().aliveTasks()).isZero();
        }
    }

    /** B043. */
    @ParameterizedTest
    @EnumSource
    void everyHandleOfASpawnBlockingResolves(Kind kind) throws Exception {
        for (int round = 0; round < 20; round++) {
            AsyncRuntime runtime = kind.make.get();
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(1);
            Thread spawner =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 500; i++) {
                                    handles.add(runtime.spawnBlocking(() -> 1));
                                    if (i == 250) {
                                        half.countDown();
                                    }
                                }
                            });
            Eventually.happens(half);
            runtime.close();
            Eventually.ends(spawner);
            assertThat(handles).allMatch(JoinHandle::isFinished);
        }
    }
}
