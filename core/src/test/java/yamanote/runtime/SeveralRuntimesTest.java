package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;
import yamanote.future.Future;
import yamanote.task.JoinHandle;

/** Several runtimes in one JVM, and one inside of another. */
@Timeout(60)
class SeveralRuntimesTest {
    @Test
    void eachRunsItsOwnTasksAndTimers() throws Exception {
        List<AsyncRuntime> runtimes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runtimes.add(AsyncRuntime.multiThread().workerThreads(1 + i % 2).name("r" + i).build());
        }
        for (int round = 0; round < 50; round++) {
            List<JoinHandle<String>> handles = new ArrayList<>();
            for (AsyncRuntime runtime : runtimes) {
                handles.add(
                        runtime.spawn(() -> {
                            sleep(Duration.ofMillis(1)).await();
                            return spawn(Steps.ready(() -> Thread.currentThread().getName()))
                                    .await();
                        }));
            }
            for (int i = 0; i < 4; i++) {
                // Any thread may await any of them, also inside another runtime.
                String name = runtimes.get(3 - i).blockOn(handles.get(i));
                assertThat(name).startsWith("r" + i + "-worker-");
            }
        }
        runtimes.removeFirst().close();
        JoinHandle<Integer> after = runtimes.getFirst().spawn(Steps.yielding(2));
        assertThat(runtimes.getFirst().<Integer>blockOn(after)).isEqualTo(2);
        runtimes.forEach(AsyncRuntime::close);
    }

    /** A wake that comes from another runtime's worker. */
    @Test
    void aTaskIsWokenByAnotherRuntimesTask() throws Exception {
        try (AsyncRuntime first = Flavour.MULTI_THREAD.build();
                AsyncRuntime second = Flavour.MULTI_THREAD.build()) {
            for (int i = 0; i < 2_000; i++) {
                Gate<Integer> gate = new Gate<>();
                CountDownLatch done = new CountDownLatch(1);
                int value = i;
                JoinHandle<Integer> task = first.spawn(gate);
                second.spawn(() -> {
                    gate.open(value);
                    task.await();
                    done.countDown();
                });
                Eventually.happens(done);
            }
        }
    }

    /** B005: of the same and of another runtime, in tasks and in roots. */
    @ParameterizedTest
    @EnumSource
    void blockOnInsideOfATaskThrowsAndTheThreadStaysUsable(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build();
                AsyncRuntime other = AsyncRuntime.currentThread().build()) {
            for (AsyncRuntime inner : List.of(runtime, other)) {
                Future<Integer> nested = Steps.ready(() -> inner.blockOn(Steps.ready(() -> 1)));
                JoinHandle<Integer> task = runtime.spawn(nested);
                for (Future<Integer> future : List.of(task, nested)) {
                    assertThatThrownBy(() -> runtime.blockOn(future))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageStartingWith("cannot start a runtime from within a runtime");
                }
            }
            JoinHandle<Integer> after = runtime.spawn(Steps.yielding(3));
            assertThat(runtime.<Integer>blockOn(after)).isEqualTo(3);
            assertThat(other.<Integer>blockOn(Steps.ready(() -> 4))).isEqualTo(4);
        }
    }

    /** B007: of the same and of another runtime. */
    @ParameterizedTest
    @EnumSource
    void closeInsideOfATaskThrowsAndNothingIsClosed(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build();
                AsyncRuntime other = flavour.build()) {
            for (AsyncRuntime victim : List.of(runtime, other)) {
                JoinHandle<Integer> task =
                        runtime.spawn(
                                Steps.ready(() -> {
                                    victim.close();
                                    return 0;
                                }));
                assertThatThrownBy(() -> runtime.blockOn(task))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("cannot close a runtime from within an async");
                JoinHandle<Integer> after = victim.spawn(Steps.yielding(3));
                assertThat(victim.<Integer>blockOn(after)).isEqualTo(3);
            }
        }
    }

    /** B024: spawn, timers and blockOn inside of blocking jobs. */
    @ParameterizedTest
    @EnumSource
    void theRuntimeIsThereInsideABlockingJob(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            JoinHandle<JoinHandle<Integer>> job =
                    runtime.spawnBlocking(() -> {
                        Integer two = RuntimeHandle.current().blockOn(Steps.ready(() -> 2));
                        return Async.spawn(() -> {
                            sleep(Duration.ofMillis(1)).await();
                            return two;
                        });
                    });
            JoinHandle<Integer> inner = runtime.blockOn(job);
            assertThat(runtime.<Integer>blockOn(inner)).isEqualTo(2);
        }
    }

    /** B013 does not bind here: the workers serve timers, whoever is inside blockOn. */
    @Test
    void theHandlesBlockOnOfAMultiThreadRuntimeHasTimers() throws Exception {
        try (AsyncRuntime runtime = Flavour.MULTI_THREAD.build()) {
            Integer value =
                    runtime.handle()
                            .blockOn(() -> {
                                sleep(Duration.ofMillis(5)).await();
                                return spawn(Steps.yielding(2)).await();
                            });
            assertThat(value).isEqualTo(2);
        }
    }

    /** B012: several threads inside blockOn of one runtime, with timers each. */
    @ParameterizedTest
    @EnumSource
    void manyThreadsInsideBlockOnOfOneRuntimeAllHaveTimers(Flavour flavour) throws Exception {
        try (AsyncRuntime runtime = flavour.build()) {
            CountDownLatch done = new CountDownLatch(4 * 20);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int length = 1 + t;
                threads.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int i = 0; i < 20; i++) {
                                        sleepIn(runtime, length);
                                        done.countDown();
                                    }
                                }));
            }
            Eventually.happens(done);
            for (Thread thread : threads) {
                Eventually.ends(thread);
            }
        }
    }

    private static void sleepIn(AsyncRuntime runtime, int millis) {
        try {
            runtime.blockOn(() -> sleep(Duration.ofMillis(millis)).await());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
