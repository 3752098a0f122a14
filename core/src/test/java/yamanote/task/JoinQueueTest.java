package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.sync.Oneshot;

/** Tokio's {@code task_join_queue.rs}. */
@Timeout(60)
class JoinQueueTest {
    private final JoinQueue<Integer> queue = JoinQueue.create();
    private final Woken task = new Woken();

    /** B308. */
    @ParameterizedTest
    @EnumSource
    void resultsComeInTheOrderOfSpawning(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                List<Oneshot.Channel<Integer>> starts = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    var start = Oneshot.<Integer>channel();
                    starts.add(start);
                    queue.spawn(() -> start.receiver().await());
                }
                for (int i : new int[] {3, 1, 4, 9, 5, 2, 6, 8, 7, 0}) {
                    starts.get(i).sender().send(i);
                }
                for (int i = 0; i < 10; i++) {
                    assertThat(queue.joinNext().await()).isEqualTo(new Outcome.Ok<>(i));
                }
                assertThat(queue.joinNext().await()).isNull();
            });
        }
    }

    /** B308. */
    @Test
    void laterEndsWakeNobody() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            var first = Oneshot.<Integer>channel();
            var second = Oneshot.<Integer>channel();
            runtime.blockOn(() -> {
                queue.spawn(() -> first.receiver().await());
                queue.spawn(() -> second.receiver().await());
            });
            var next = queue.joinNext();
            assertThat(task.isPending(next)).isTrue();
            second.sender().send(2);
            runtime.blockOn(() -> {
                yieldNow().await();
            });
            assertThat(task.count()).isZero();
            assertThat(queue.tryJoinNext()).isNull();
            first.sender().send(1);
            runtime.blockOn(() -> {
                yieldNow().await();
            });
            assertThat(task.count()).isEqualTo(1);
            assertThat(task.value(next)).isEqualTo(new Outcome.Ok<>(1));
            assertThat(queue.tryJoinNext()).isEqualTo(new Outcome.Ok<>(2));
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    /** Two wait; the second result was there first: its waiter learns when it is its turn. */
    @Test
    void nextWaiterIsToldWhenTheNextResultIsThereAlready() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            var start = Oneshot.<Integer>channel();
            runtime.blockOn(() -> {
                queue.spawn(() -> start.receiver().await());
                queue.spawn(() -> 2);
                yieldNow().await();
            });
            Woken other = new Woken();
            var first = queue.joinNext();
            var second = queue.joinNext();
            assertThat(task.isPending(first)).isTrue();
            assertThat(other.isPending(second)).isTrue();
            start.sender().send(1);
            runtime.blockOn(() -> {
                yieldNow().await();
            });
            assertThat(task.value(first)).isEqualTo(new Outcome.Ok<>(1));
            assertThat(other.count()).isEqualTo(1);
            assertThat(other.value(second)).isEqualTo(new Outcome.Ok<>(2));
        }
    }

    @ParameterizedTest
    @EnumSource
    void joinAllKeepsTheOrderAndTheFirstFailureAbortsTheRest(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                for (int i = 0; i < 5; i++) {
                    int mine = i;
                    queue.spawn(() -> {
                        for (int j = mine; j < 5; j++) {
                            yieldNow().await();
                        }
                        return mine;
                    });
                }
                assertThat(queue.joinAll().await()).containsExactly(0, 1, 2, 3, 4);
                queue.spawn(() -> 1);
                queue.spawn(Futures.failed(failure));
                queue.spawn(Futures.pending());
                try {
                    queue.joinAll().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalArgumentException e) {
                    assertThat(e).isSameAs(failure);
                }
                assertThat(queue.size()).isZero();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksOfAllKindsKeepTheirPlaces(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                TaskId first = queue.spawn(() -> 1).id();
                queue.add(spawnBlocking(() -> 2));
                JoinHandle<Integer> ended = spawn(() -> 3);
                ended.await();
                queue.add(ended);
                queue.spawnAction(() -> {
                    yieldNow().await();
                });
                AbortHandle last = queue.spawn(Futures.pending());
                last.abort();
                assertThat(queue.joinNextWithId().await())
                        .isEqualTo(new EndedTask<>(first, new Outcome.Ok<>(1)));
                assertThat(queue.joinNext().await()).isEqualTo(new Outcome.Ok<>(2));
                assertThat(queue.joinNext().await()).isEqualTo(new Outcome.Ok<>(3));
                assertThat(queue.joinNext().await()).isEqualTo(new Outcome.Ok<>(null));
                assertThat(queue.joinNext().await()).isEqualTo(new Outcome.Cancelled<>());
                assertThat(queue.tryJoinNextWithId()).isNull();
            });
        }
    }

    /** B068, of queues. */
    @ParameterizedTest
    @EnumSource
    void closeAbortsAllTasksAndAwaitsTheirEnds(Flavour flavour) throws Exception {
        AtomicInteger cleaned = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var mine = JoinQueue.<Integer>create()) {
                    for (int i = 0; i < 16; i++) {
                        var running = Oneshot.<Integer>channel();
                        mine.spawn(endless(running, cleaned));
                        running.receiver().await();
                    }
                }
                assertThat(cleaned).hasValue(16);
                queue.spawn(() -> 1);
                queue.detachAll();
                assertThat(queue.isEmpty()).isTrue();
                queue.spawn(Futures.pending());
                queue.shutdown().await();
                assertThat(queue.isEmpty()).isTrue();
            });
        }
    }

    private static Future<Integer> endless(
            Oneshot.Channel<Integer> running, AtomicInteger cleaned) {
        return async(() -> {
            try {
                running.sender().send(1);
                return Futures.<Integer>pending().await();
            } finally {
                yieldNow().await();
                cleaned.incrementAndGet();
            }
        });
    }
}
