package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.sync.Oneshot;

/** What goes on inside of a set; Tokio's {@code task_local_set.rs}. */
@Timeout(60)
class LocalSetTest {
    private final LocalSet set = LocalSet.create();

    /** B078. */
    @ParameterizedTest
    @EnumSource
    void allTasksNestedOnesTooRunOnTheThreadThatDrives(Flavour flavour) throws Exception {
        Set<Thread> threads = new HashSet<>();
        try (var runtime = flavour.build()) {
            set.spawnLocal(() -> {
                threads.add(Thread.currentThread());
            });
            runtime.blockOn(
                    set.runUntil(() -> {
                        threads.add(Thread.currentThread());
                        spawnLocal(
                                        () -> {
                                            yieldNow().await();
                                            threads.add(Thread.currentThread());
                                            spawnLocal(
                                                            () -> {
                                                                sleep(Duration.ofMillis(2)).await();
                                                                threads.add(Thread.currentThread());
                                                            })
                                                    .await();
                                        })
                                .await();
                    }));
        }
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    /** B078, where the driving task itself moves. */
    @ParameterizedTest
    @EnumSource
    void inASpawnedTaskNoTwoOfThemRunAtATime(Flavour flavour) throws Exception {
        int[] count = {0};
        AtomicInteger inside = new AtomicInteger();
        try (var runtime = flavour.build()) {
            for (int i = 0; i < 20; i++) {
                set.spawnLocal(() -> {
                    for (int j = 0; j < 200; j++) {
                        assertThat(inside.incrementAndGet()).isEqualTo(1);
                        count[0]++;
                        inside.decrementAndGet();
                        if (j % 50 == 0) {
                            sleep(Duration.ofMillis(1)).await();
                        } else {
                            yieldNow().await();
                        }
                    }
                });
            }
            runtime.blockOn(runtime.spawn(set));
        }
        assertThat(count[0]).isEqualTo(4_000);
    }

    /** B079. */
    @ParameterizedTest
    @EnumSource
    void runUntilEndsWithItsFutureAlthoughTasksAreLeft(Flavour flavour) throws Exception {
        var open = Oneshot.<Integer>channel();
        try (var runtime = flavour.build()) {
            JoinHandle<Integer> left = set.spawnLocal(() -> open.receiver().await());
            int value = runtime.blockOn(set.runUntil(async(() -> 7)));
            assertThat(value).isEqualTo(7);
            assertThat(left.isFinished()).isFalse();
            open.sender().send(8);
            assertThat(left.isFinished()).isFalse();
            runtime.blockOn(set);
            assertThat(runtime.<Integer>blockOn(left)).isEqualTo(8);
        }
    }

    /** B079. */
    @ParameterizedTest
    @EnumSource
    void awaitingTheSetEndsWhenAllTasksAreDone(Flavour flavour) throws Exception {
        AtomicInteger done = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(set);
            for (int i = 0; i < 10; i++) {
                Duration length = Duration.ofMillis(i % 4);
                set.spawnLocal(() -> {
                    sleep(length).await();
                    spawnLocal(() -> {
                        yieldNow().await();
                        done.incrementAndGet();
                    });
                });
            }
            runtime.blockOn(set);
            assertThat(done).hasValue(10);
            set.spawnLocal(() -> {
                done.incrementAndGet();
            });
            runtime.blockOn(set);
            assertThat(done).hasValue(11);
        }
    }

    /** B082. */
    @ParameterizedTest
    @EnumSource
    void aHandleIsAwaitedByATaskOfAnotherThread(Flavour flavour) throws Exception {
        try (var runtime = flavour.build();
                var other = Flavour.MULTI_THREAD.build()) {
            int sum =
                    runtime.blockOn(
                            set.runUntil(() -> {
                                int total = 0;
                                for (int i = 0; i < 200; i++) {
                                    int mine = i;
                                    JoinHandle<Integer> local =
                                            spawnLocal(() -> {
                                                yieldNow().await();
                                                return mine;
                                            });
                                    total += other.spawn(() -> local.await()).await();
                                }
                                return total;
                            }));
            assertThat(sum).isEqualTo(199 * 100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWakeFromAnotherThreadReachesTheTask(Flavour flavour) throws Exception {
        var channel = Oneshot.<Thread>channel();
        try (var runtime = flavour.build()) {
            JoinHandle<Thread> local = set.spawnLocal(() -> channel.receiver().await());
            Thread foreign =
                    Thread.ofPlatform().start(() -> channel.sender().send(Thread.currentThread()));
            assertThat(runtime.<Thread>blockOn(set.runUntil(local))).isSameAs(foreign);
        }
    }

    /** B057. */
    @ParameterizedTest
    @EnumSource
    void abortFromAnotherThreadCleansUpOnTheDrivingThread(Flavour flavour) throws Exception {
        Thread[] cleanedOn = {null};
        try (var runtime = flavour.build()) {
            CountDownLatch waiting = new CountDownLatch(1);
            JoinHandle<Void> task =
                    set.spawnLocal(() -> {
                        try {
                            waiting.countDown();
                            sleep(Duration.ofHours(1)).await();
                        } finally {
                            cleanedOn[0] = Thread.currentThread();
                        }
                    });
            AbortHandle abort = task.abortHandle();
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            waiting.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        abort.abort();
                    });
            Outcome<Void> outcome = runtime.blockOn(set.runUntil(task.outcome()));
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
        }
        assertThat(cleanedOn[0]).isSameAs(Thread.currentThread());
    }

    @ParameterizedTest
    @EnumSource
    void tasksOfTheRuntimeAreSpawnedAndAwaitedFromInside(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            int value =
                    runtime.blockOn(
                            set.runUntil(() ->
                                    spawnLocal(
                                                    () -> {
                                                        sleep(Duration.ofMillis(1)).await();
                                                        return 1 + spawn(() -> 41).await();
                                                    })
                                            .await()));
            assertThat(value).isEqualTo(42);
        }
    }
}
