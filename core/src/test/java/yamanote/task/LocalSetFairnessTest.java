package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.blockInPlace;
import static yamanote.Async.sleep;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.sync.Oneshot;

/** Nothing that a set does stops the runtime or starves one of its tasks. */
@Timeout(60)
class LocalSetFairnessTest {
    private final LocalSet set = LocalSet.create();

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
}
