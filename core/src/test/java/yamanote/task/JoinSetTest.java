package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Poll;
import yamanote.sync.Oneshot;

/** Results of a set; Tokio's {@code task_join_set.rs}. */
@Timeout(60)
class JoinSetTest {
    private final JoinSet<Integer> set = JoinSet.create();
    private final Woken task = new Woken();

    private static int ok(@Nullable Outcome<Integer> outcome) {
        return switch (outcome) {
            case Outcome.Ok<Integer>(Integer value) -> value;
            case null, default -> throw new AssertionError("no value: " + outcome);
        };
    }

    /** B072. */
    @ParameterizedTest
    @EnumSource
    void resultsComeInTheOrderOfTheEnds(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                List<Oneshot.Channel<Integer>> starts = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    var start = Oneshot.<Integer>channel();
                    starts.add(start);
                    set.spawn(() -> start.receiver().await());
                }
                for (int i : new int[] {3, 1, 4, 9, 5, 2, 6, 8, 7, 0}) {
                    starts.get(i).sender().send(i);
                    assertThat(ok(set.joinNext().await())).isEqualTo(i);
                }
                assertThat(set.joinNext().await()).isNull();
                assertThat(set.joinNext().await()).isNull();
            });
        }
    }

    /** B072: those that nobody waited for as well. */
    @Test
    void resultsThatNobodyWaitedForKeepTheirOrder() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.builder().startPaused(true).build()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 100; i++) {
                    int mine = i;
                    set.spawn(() -> {
                        for (int j = mine; j < 100; j++) {
                            yieldNow().await();
                        }
                        return mine;
                    });
                }
                sleep(Duration.ofMillis(1)).await();
                for (int i = 99; i >= 0; i--) {
                    assertThat(ok(set.tryJoinNext())).isEqualTo(i);
                }
                assertThat(set.tryJoinNext()).isNull();
            });
        }
    }

    /** B070. */
    @ParameterizedTest
    @EnumSource
    void sizeCountsWhatWasNotTaken(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                assertThat(set.isEmpty()).isTrue();
                for (int i = 0; i < 5; i++) {
                    set.spawn(Futures.ready(i));
                }
                for (int i = 0; i < 5; i++) {
                    set.spawn(Futures.pending());
                }
                yieldNow().await();
                assertThat(set.size()).isEqualTo(10);
                set.abortAll();
                assertThat(set.size()).isEqualTo(10);
                int cancelled = 0;
                for (int left = 9; left >= 0; left--) {
                    cancelled += set.joinNext().await() instanceof Outcome.Cancelled<?> ? 1 : 0;
                    assertThat(set.size()).isEqualTo(left);
                }
                assertThat(cancelled).isBetween(5, 10);
                assertThat(set.joinNext().await()).isNull();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void outcomesTellHowTheTasksEnded(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                AbortHandle aborted = set.spawn(Futures.pending());
                TaskId id = aborted.id();
                aborted.abort();
                EndedTask<Integer> ended = set.joinNextWithId().await();
                assertThat(ended).isEqualTo(new EndedTask<>(id, new Outcome.Cancelled<>()));
                assertThat(aborted.isFinished()).isTrue();
                set.spawn(() -> {
                    yieldNow().await();
                    throw failure;
                });
                assertThat(set.joinNext().await()).isEqualTo(new Outcome.Failed<>(failure));
                TaskId seven = set.spawn(() -> 7).id();
                assertThat(set.joinNextWithId().await())
                        .isEqualTo(new EndedTask<>(seven, new Outcome.Ok<>(7)));
                set.spawnAction(() -> {
                    yieldNow().await();
                });
                assertThat(set.joinNext().await()).isEqualTo(new Outcome.Ok<>(null));
                assertThat(set.tryJoinNextWithId()).isNull();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksOfAllKindsMayBeInOneSet(Flavour flavour) throws Exception {
        LocalSet locals = LocalSet.create();
        try (var runtime = flavour.build();
                var other = Flavour.MULTI_THREAD.build()) {
            Set<Integer> values = new HashSet<>();
            runtime.blockOn(
                    locals.runUntil(() -> {
                        set.spawn(() -> 1);
                        set.spawnBlocking(() -> 2);
                        set.spawnLocal(() -> {
                            yieldNow().await();
                            return 3;
                        });
                        set.add(other.spawn(() -> 4));
                        JoinHandle<Integer> ended = spawn(() -> 5);
                        assertThat(ended.await()).isEqualTo(5);
                        set.add(ended);
                        set.add(spawnBlocking(() -> 6));
                        set.add(locals.spawnLocal(() -> 7));
                        while (set.joinNext().await() instanceof Outcome<Integer> outcome) {
                            values.add(ok(outcome));
                        }
                        assertThat(ended.await()).isEqualTo(5);
                    }));
            assertThat(values).containsExactly(1, 2, 3, 4, 5, 6, 7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinAllGivesTheValuesInTheOrderOfTheEnds(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                assertThat(set.joinAll().await()).isEmpty();
                for (int i = 3; i > 0; i--) {
                    int mine = i;
                    set.spawn(() -> {
                        sleep(Duration.ofMillis(20L * mine)).await();
                        return mine;
                    });
                }
                assertThat(set.joinAll().await()).containsExactly(1, 2, 3);
                assertThat(set.size()).isZero();
            });
        }
    }

    /** B074. */
    @ParameterizedTest
    @EnumSource
    void joinAllThrowsTheFirstFailureAndAbortsTheOthers(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        var later = new IllegalStateException("clean-up");
        List<String> log = new ArrayList<>();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                set.spawn(() -> 1);
                var running = Oneshot.<Integer>channel();
                set.spawn(() -> {
                    try {
                        running.sender().send(1);
                        return Futures.<Integer>pending().await();
                    } finally {
                        yieldNow().await();
                        log.add("aborted");
                    }
                });
                var failing = Oneshot.<Integer>channel();
                set.spawn(() -> {
                    try {
                        failing.sender().send(1);
                        return Futures.<Integer>pending().await();
                    } finally {
                        throwIt(later);
                    }
                });
                running.receiver().await();
                failing.receiver().await();
                set.spawn(() -> {
                    yieldNow().await();
                    throw failure;
                });
                try {
                    set.joinAll().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalArgumentException e) {
                    assertThat(e).isSameAs(failure);
                }
                assertThat(failure.getSuppressed()).containsExactly(later);
                assertThat(set.size()).isZero();
            });
        }
        assertThat(log).containsExactly("aborted");
    }

    private static void throwIt(RuntimeException failure) {
        throw failure;
    }

    /** B076. */
    @Test
    void joinNextSpendsTheBudgetAndTryJoinNextDoesNot() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.builder().startPaused(true).build()) {
            int polls =
                    runtime.blockOn(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            set.spawn(Futures.ready(i));
                        }
                        sleep(Duration.ofMillis(1)).await();
                        return spawn(drained()).await();
                    });
            assertThat(polls).isGreaterThan(1);
            int tries =
                    runtime.blockOn(() -> {
                        for (int i = 0; i < 1_000; i++) {
                            set.spawn(Futures.ready(i));
                        }
                        sleep(Duration.ofMillis(1)).await();
                        return spawn(tried()).await();
                    });
            assertThat(tries).isEqualTo(1_000);
        }
    }

    /** How many polls it takes to take all results. */
    private Future<Integer> drained() {
        int[] polls = {0};
        return cx -> {
            polls[0]++;
            for (; ; ) {
                switch (set.joinNext().poll(cx)) {
                    case Poll.Ready<?>(Object outcome) -> {
                        if (outcome == null) {
                            return Poll.ready(polls[0]);
                        }
                    }
                    case Poll.Pending<?> _ -> {
                        return Poll.pending();
                    }
                }
            }
        };
    }

    /** How many are taken in one poll that has no budget left. */
    private Future<Integer> tried() {
        return cx -> {
            while (!cx.exhausted()) {
                cx.spend();
            }
            int taken = 0;
            while (set.tryJoinNext() != null) {
                taken++;
            }
            return Poll.ready(taken);
        };
    }

    @ParameterizedTest
    @EnumSource
    void cancelledJoinNextLosesNothing(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var start = Oneshot.<Integer>channel();
                set.spawn(() -> start.receiver().await());
                boolean timedOut = false;
                try {
                    timeout(Duration.ofMillis(1), set.joinNext()).await();
                } catch (TimeoutException e) {
                    timedOut = true;
                }
                assertThat(timedOut).isTrue();
                start.sender().send(5);
                assertThat(ok(set.joinNext().await())).isEqualTo(5);
            });
        }
    }

    @Test
    void anEndedJoinNextIsNotPolledAgain() throws Exception {
        var next = set.joinNext();
        assertThat(task.value(next)).isNull();
        assertThatThrownBy(() -> next.poll(task.cx))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new one");
    }

    @Test
    void spawnOutsideOfARuntimeNamesTheMendAndCountsNothing() {
        assertThatThrownBy(() -> set.spawn(Futures.ready(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("set.spawn needs a runtime");
        assertThatThrownBy(() -> set.spawnLocal(Futures.ready(1)))
                .isInstanceOf(IllegalStateException.class);
        assertThat(set.size()).isZero();
    }

    /** B054: there is no failure to be had of a cancelled task, and awaiting it says so. */
    @ParameterizedTest
    @EnumSource
    void cancelledTaskHasNoFailureToTake(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinHandle<Integer> handle = spawn(Futures.<Integer>pending());
                handle.abort();
                Outcome<Integer> outcome = handle.outcome().await();
                assertThat(outcome).isEqualTo(new Outcome.Cancelled<>());
                assertThat(outcome).isNotInstanceOf(Outcome.Failed.class);
                try {
                    handle.await();
                    throw new AssertionError("it has no value either");
                } catch (TaskCancelledException e) {
                    assertThat(e).hasNoCause();
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void detachedTasksGoOnWithoutTheSet(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var start = Oneshot.<Integer>channel();
                JoinHandle<Integer> handle = spawn(() -> start.receiver().await());
                set.add(handle);
                set.spawn(() -> 1);
                yieldNow().await();
                set.detachAll();
                assertThat(set.size()).isZero();
                assertThat(set.joinNext().await()).isNull();
                set.spawn(() -> 2);
                start.sender().send(3);
                assertThat(handle.await()).isEqualTo(3);
                assertThat(ok(set.joinNext().await())).isEqualTo(2);
                assertThat(set.joinNext().await()).isNull();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksMaySpawnIntoTheirSet(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                set.spawn(tree(6));
                int leaves = 0;
                while (set.joinNext().await() instanceof Outcome<Integer> outcome) {
                    leaves += ok(outcome);
                }
                assertThat(leaves).isEqualTo(64);
            });
        }
    }

    private Future<Integer> tree(int depth) {
        return async(() -> {
            if (depth == 0) {
                return 1;
            }
            yieldNow().await();
            set.spawn(tree(depth - 1));
            set.spawn(tree(depth - 1));
            return 0;
        });
    }
}
