package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.async;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.join;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
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

    /** B083. */
    @ParameterizedTest
    @EnumSource
    void blockInPlaceThrowsAnywhereInside(Flavour flavour) throws Exception {
        List<String> thrown = new ArrayList<>();
        try (var runtime = flavour.build()) {
            set.spawnLocal(() -> {
                thrown.add(blockInPlaceFails());
            });
            JoinHandle<Void> cancelled =
                    set.spawnLocal(() -> {
                        try {
                            sleep(Duration.ofHours(1)).await();
                        } finally {
                            thrown.add(blockInPlaceFails());
                        }
                    });
            runtime.blockOn(
                    set.runUntil(() -> {
                        thrown.add(blockInPlaceFails());
                        yieldNow().await();
                        thrown.add(blockInPlaceFails());
                        cancelled.abort();
                        cancelled.outcome().await();
                    }));
        }
        assertThat(thrown)
                .hasSize(4)
                .allSatisfy(it -> assertThat(it).contains("LocalSet", "use spawnBlocking"));
    }

    private static String blockInPlaceFails() throws Exception {
        try {
            blockInPlace(() -> {});
            return "blocked";
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    /** B084. */
    @ParameterizedTest
    @EnumSource
    void aSetWithMoreThan61ReadyTasksGivesWayAndStarvesNone(Flavour flavour) throws Exception {
        int[] polls = {0};
        int[] most = {0};
        AtomicInteger outside = new AtomicInteger();
        try (var runtime = flavour.build()) {
            for (int i = 0; i < 200; i++) {
                int[] left = {50};
                set.spawnLocal(
                        (Future<Integer>)
                                cx -> {
                                    polls[0]++;
                                    if (left[0]-- == 0) {
                                        return Poll.ready(0);
                                    }
                                    cx.waker().wake();
                                    return Poll.pending();
                                });
            }
            runtime.spawn(() -> {
                while (polls[0] < 5_000) {
                    outside.incrementAndGet();
                    yieldNow().await();
                }
            });
            runtime.blockOn(
                    (Future<Integer>)
                            cx -> {
                                int before = polls[0];
                                boolean ready = set.poll(cx).isReady();
                                most[0] = Math.max(most[0], polls[0] - before);
                                return ready ? Poll.ready(0) : Poll.pending();
                            });
        }
        assertThat(polls[0]).isEqualTo(200 * 51);
        assertThat(most[0]).isEqualTo(61);
        if (flavour == Flavour.CURRENT_THREAD) {
            assertThat(outside.get()).isGreaterThan(50);
        }
    }

    /** B084: neither do tasks that give way for ever keep out those woken from outside. */
    @ParameterizedTest
    @EnumSource
    void busyTasksStarveNeitherTimersNorForeignWakes(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            boolean[] stop = {false};
            for (int i = 0; i < 100; i++) {
                set.spawnLocal(
                        (Future<Integer>)
                                cx -> {
                                    cx.waker().wake();
                                    return stop[0] ? Poll.ready(0) : Poll.pending();
                                });
                set.spawnLocal(() -> {
                    while (!stop[0]) {
                        yieldNow().await();
                    }
                });
            }
            runtime.blockOn(
                    set.runUntil(() -> {
                        spawnLocal(
                                        () -> {
                                            sleep(Duration.ofMillis(5)).await();
                                        })
                                .await();
                        var channel = Oneshot.<Integer>channel();
                        Thread.ofPlatform().start(() -> channel.sender().send(1));
                        spawnLocal(() -> channel.receiver().await()).await();
                        stop[0] = true;
                    }));
            runtime.blockOn(set);
        }
    }

    /** B085. */
    @ParameterizedTest
    @EnumSource
    void runUntilSharesTheBudgetAndEachTaskHasItsOwn(Flavour flavour) throws Exception {
        List<Integer> budgets = new ArrayList<>();
        try (var runtime = flavour.build()) {
            for (int i = 0; i < 2; i++) {
                set.spawnLocal(
                        (Future<Integer>)
                                cx -> {
                                    budgets.add(cx.budget());
                                    cx.spend();
                                    return Poll.ready(0);
                                });
            }
            Future<Integer> inside =
                    set.runUntil(
                            (Future<Integer>)
                                    cx -> {
                                        budgets.add(cx.budget());
                                        cx.spend();
                                        return budgets.size() < 4
                                                ? pendingAgain(cx)
                                                : Poll.ready(0);
                                    });
            runtime.blockOn(
                    (Future<Integer>)
                            cx -> {
                                cx.budget(cx.budget() - 100);
                                Poll<Integer> poll = inside.poll(cx);
                                assertThat(cx.budget()).isEqualTo(27);
                                return poll;
                            });
        }
        assertThat(budgets).containsExactly(28, 128, 128, 28);
    }

    private static Poll<Integer> pendingAgain(Context cx) {
        cx.waker().wake();
        return Poll.pending();
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

    @ParameterizedTest
    @EnumSource
    void severalRunUntilsOfOneTaskDriveTheSetTogether(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var first = Oneshot.<Integer>channel();
            var second = Oneshot.<Integer>channel();
            JoinHandle<Integer> slow =
                    set.spawnLocal(() -> {
                        first.sender().send(1);
                        sleep(Duration.ofMillis(5)).await();
                        second.sender().send(2);
                        return 3;
                    });
            var both =
                    runtime.blockOn(
                            join(
                                    set.runUntil(() -> second.receiver().await()),
                                    set.runUntil(() -> first.receiver().await())));
            assertThat(both.first() + both.second()).isEqualTo(3);
            assertThat(runtime.<Integer>blockOn(slow)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSetIsAwaitedFromInsideRunUntilAndRunUntilInATask(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            int value =
                    runtime.blockOn(
                            set.runUntil(() -> {
                                JoinHandle<Integer> nested =
                                        spawnLocal(() ->
                                                set.runUntil(
                                                                () -> {
                                                                    sleep(Duration.ofMillis(1))
                                                                            .await();
                                                                    return spawnLocal(() -> 5)
                                                                            .await();
                                                                })
                                                        .await());
                                set.await();
                                assertThat(nested.isFinished()).isTrue();
                                return nested.await();
                            }));
            assertThat(value).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSetMayBeDrivenInsideOfAnother(Flavour flavour) throws Exception {
        LocalSet inner = LocalSet.create();
        try (var runtime = flavour.build()) {
            var there = Oneshot.<Integer>channel();
            JoinHandle<Integer> outerTask = set.spawnLocal(() -> there.receiver().await());
            set.spawnLocal(() -> {
                inner.runUntil(
                                () -> {
                                    spawnLocal(
                                                    () -> {
                                                        yieldNow().await();
                                                        there.sender().send(9);
                                                    })
                                            .await();
                                })
                        .await();
            });
            runtime.blockOn(set);
            assertThat(runtime.<Integer>blockOn(outerTask)).isEqualTo(9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void awaitingOrClosingTheSetInOneOfItsTasksThrows(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            JoinHandle<Void> awaits = set.spawnLocal(() -> set.await());
            JoinHandle<Void> closes = set.spawnLocal(() -> set.closeAsync().await());
            runtime.blockOn(set);
            for (JoinHandle<Void> handle : List.of(awaits, closes)) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> runtime.blockOn(handle))
                        .withMessageContaining("do it in runUntil(…)");
            }
        }
    }
}
