package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Owned;
import yamanote.sync.Oneshot;

/** Tasks that do not outlive their block. */
@Timeout(60)
class TaskScopeTest {
    private final AtomicInteger cleaned = new AtomicInteger();

    /** Tells when it runs; its clean-up takes a while. */
    private Future<Integer> endless(Oneshot.Channel<Integer> running) {
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

    @ParameterizedTest
    @EnumSource
    void joinWaitsAndHandlesHaveTheValues(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            String both =
                    runtime.blockOn(() -> {
                        try (var scope = TaskScope.create()) {
                            JoinHandle<Integer> number =
                                    scope.spawn(() -> {
                                        sleep(Duration.ofMillis(2)).await();
                                        return 42;
                                    });
                            JoinHandle<String> text = scope.spawnBlocking(() -> "is");
                            var action =
                                    scope.spawnAction(() -> {
                                        yieldNow().await();
                                    });
                            scope.join().await();
                            assertThat(scope.isEmpty()).isTrue();
                            assertThat(action.isFinished()).isTrue();
                            return text.await() + number.await();
                        }
                    });
            assertThat(both).isEqualTo("is42");
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstFailureAbortsTheRestAndIsThrownByJoin(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    var running = Oneshot.<Integer>channel();
                    scope.spawn(endless(running));
                    running.receiver().await();
                    scope.spawnAction(() -> {
                        yieldNow().await();
                        throw failure;
                    });
                    scope.join().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalArgumentException e) {
                    assertThat(e).isSameAs(failure);
                    assertThat(cleaned).hasValue(1);
                }
            });
        }
    }

    /** The rest is aborted by the failure itself, not by somebody who sees it. */
    @ParameterizedTest
    @EnumSource
    void firstFailureAbortsTheRestWhileTheOwnerWaitsForSomethingElse(Flavour flavour)
            throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                boolean thrown = false;
                try (var scope = TaskScope.create()) {
                    var running = Oneshot.<Integer>channel();
                    JoinHandle<Integer> other = scope.spawn(endless(running));
                    running.receiver().await();
                    scope.spawn(Futures.failed(failure));
                    assertThat(other.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                    // ends without having joined: the close throws
                } catch (IllegalArgumentException e) {
                    thrown = true;
                    assertThat(e).isSameAs(failure);
                }
                assertThat(thrown).isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfTheBodyComesFirst(Flavour flavour) throws Exception {
        var ofTask = new IllegalArgumentException("task");
        var ofBody = new IllegalStateException("body");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    var task = scope.spawn(Futures.failed(ofTask));
                    assertThat(task.outcome().await()).isInstanceOf(Outcome.Failed.class);
                    throw ofBody;
                } catch (IllegalStateException e) {
                    assertThat(e).isSameAs(ofBody);
                    assertThat(e.getSuppressed()).containsExactly(ofTask);
                }
            });
        }
    }

    /** Failures beyond the first are suppressed in it, and nobody else hears of any. */
    @ParameterizedTest
    @EnumSource
    void laterFailuresAreSuppressedInTheFirst(Flavour flavour) throws Exception {
        List<Throwable> unread = new CopyOnWriteArrayList<>();
        var first = new IllegalArgumentException("first");
        var second = new IllegalStateException("second");
        try (var runtime = flavour.builder().onUnhandledFailure((_, t) -> unread.add(t)).build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    var running = Oneshot.<Integer>channel();
                    scope.spawnAction(() -> {
                        try {
                            running.sender().send(1);
                            Futures.pending().await();
                        } finally {
                            fail(second);
                        }
                    });
                    running.receiver().await();
                    scope.spawn(Futures.failed(first));
                    scope.join().await();
                } catch (IllegalArgumentException e) {
                    assertThat(e).isSameAs(first);
                }
                assertThat(first.getSuppressed()).containsExactly(second);
            });
        }
        assertThat(unread).isEmpty();
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    @ParameterizedTest
    @EnumSource
    void closeCancelsWhatStillRunsSoThatAFailingBodyDoesNotHang(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    for (int i = 0; i < 3; i++) {
                        var running = Oneshot.<Integer>channel();
                        scope.spawn(endless(running));
                        running.receiver().await();
                    }
                    throw new IllegalArgumentException("x");
                } catch (IllegalArgumentException e) {
                    assertThat(cleaned).hasValue(3);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellationOfTheOwnerReachesTheInnermostScope(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                JoinHandle<Void> owner =
                        spawn(() -> {
                            try (var outer = TaskScope.create()) {
                                outer.spawnAction(() -> {
                                    try (var inner = TaskScope.create()) {
                                        inner.spawn(endless(running));
                                        inner.join().await();
                                    } finally {
                                        assertThat(cleaned.incrementAndGet()).isEqualTo(2);
                                    }
                                });
                                outer.join().await();
                            } finally {
                                assertThat(cleaned.incrementAndGet()).isEqualTo(3);
                            }
                        });
                running.receiver().await();
                owner.abort();
                assertThat(owner.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(cleaned).hasValue(3);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void failureOfAnInnerScopeIsThatOfItsTask(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var outer = TaskScope.create()) {
                    var running = Oneshot.<Integer>channel();
                    outer.spawn(endless(running));
                    running.receiver().await();
                    outer.spawnAction(() -> {
                        try (var inner = TaskScope.create()) {
                            inner.spawn(Futures.failed(failure));
                            inner.join().await();
                        }
                    });
                    outer.join().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalArgumentException e) {
                    assertThat(e).isSameAs(failure);
                    assertThat(cleaned).hasValue(1);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingRunsThatComesAfterTheDecision(Flavour flavour) throws Exception {
        int[] ran = {0};
        AtomicInteger closed = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    var failed = scope.spawn(Futures.failed(new IllegalArgumentException("x")));
                    assertThat(failed.outcome().await()).isInstanceOf(Outcome.Failed.class);
                    while (!scope.isEmpty()) { // the scope learns of it beside us
                        yieldNow().await();
                    }
                    Owned resource = closed::incrementAndGet;
                    JoinHandle<Integer> late =
                            scope.spawn(
                                    owning(
                                            resource,
                                            () -> {
                                                ran[0]++;
                                                return 1;
                                            }));
                    JoinHandle<Integer> blocking =
                            scope.spawnBlocking(() -> {
                                ran[0]++;
                                return 1;
                            });
                    assertThat(late.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                    assertThat(blocking.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                    scope.join().await();
                    throw new AssertionError("a task failed");
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessage("x").hasNoSuppressedExceptions();
                }
                assertThat(ran[0]).isZero();
                assertThat(closed).hasValue(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedScopeTakesNoMore(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                TaskScope<Object, Void> scope = TaskScope.create();
                scope.closeAsync().await();
                scope.closeAsync().await();
                boolean refused = false;
                try {
                    scope.spawn(Futures.ready(1));
                } catch (IllegalStateException e) {
                    refused = true;
                    assertThat(e).hasMessageContaining("this TaskScope is closed");
                }
                assertThat(refused).isTrue();
                scope.join().await();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void abortedTaskIsNoFailure(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    scope.spawn(Futures.pending()).abort();
                    JoinHandle<Integer> other =
                            scope.spawn(() -> {
                                sleep(Duration.ofMillis(1)).await();
                                return 1;
                            });
                    scope.join().await();
                    assertThat(other.await()).isEqualTo(1);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledJoinLeavesTheTasksAlone(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    var start = Oneshot.<Integer>channel();
                    JoinHandle<Integer> task = scope.spawn(() -> start.receiver().await());
                    boolean timedOut = false;
                    try {
                        timeout(Duration.ofMillis(1), scope.join()).await();
                    } catch (TimeoutException e) {
                        timedOut = true;
                    }
                    assertThat(timedOut).isTrue();
                    start.sender().send(4);
                    scope.join().await();
                    scope.join().await();
                    assertThat(task.await()).isEqualTo(4);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void collectAllGivesAllOutcomesInTheOrderOfSpawning(Flavour flavour) throws Exception {
        var failure = new IllegalArgumentException("x");
        try (var runtime = flavour.build()) {
            List<Outcome<Integer>> outcomes =
                    runtime.blockOn(() -> {
                        try (var scope = TaskScope.<Integer>collectAll()) {
                            scope.spawn(() -> {
                                sleep(Duration.ofMillis(2)).await();
                                return 1;
                            });
                            scope.spawn(Futures.<Integer>failed(failure));
                            scope.spawn(Futures.<Integer>pending()).abort();
                            scope.spawn(() -> 4);
                            return scope.join().await();
                        }
                    });
            assertThat(outcomes)
                    .containsExactly(
                            new Outcome.Ok<>(1),
                            new Outcome.Failed<>(failure),
                            new Outcome.Cancelled<>(),
                            new Outcome.Ok<>(4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstSuccessGivesTheFirstValueAndAbortsTheRest(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            int value =
                    runtime.blockOn(() -> {
                        try (var scope = TaskScope.<Integer>firstSuccess()) {
                            var running = Oneshot.<Integer>channel();
                            scope.spawn(endless(running));
                            running.receiver().await();
                            scope.spawn(Futures.<Integer>failed(new Exception("x")));
                            scope.spawn(() -> {
                                yieldNow().await();
                                return 7;
                            });
                            return scope.join().await();
                        }
                    });
            assertThat(value).isEqualTo(7);
            assertThat(cleaned).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void firstSuccessWithoutOneThrowsTheFailures(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.<Integer>firstSuccess()) {
                    for (int i = 0; i < 3; i++) {
                        scope.spawn(
                                Futures.<Integer>failed(new IllegalArgumentException("no " + i)));
                    }
                    scope.join().await();
                    throw new AssertionError("none succeeded");
                } catch (IllegalArgumentException e) {
                    assertThat(e.getSuppressed()).hasSize(2);
                }
                try (var scope = TaskScope.<Integer>firstSuccess()) {
                    scope.spawn(Futures.<Integer>pending()).abort();
                    scope.join().await();
                    throw new AssertionError("none succeeded");
                } catch (TaskCancelledException e) {
                    assertThat(e).hasMessageContaining("every task");
                }
                try (var scope = TaskScope.<Integer>firstSuccess()) {
                    scope.join().await();
                    throw new AssertionError("none succeeded");
                } catch (IllegalStateException e) {
                    assertThat(e).hasMessageContaining("spawn one before");
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void tasksMaySpawnIntoTheirScope(Flavour flavour) throws Exception {
        AtomicInteger leaves = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var scope = TaskScope.create()) {
                    scope.spawn(tree(scope, 6, leaves));
                    scope.join().await();
                    assertThat(leaves).hasValue(64);
                }
            });
        }
    }

    private static Future<Integer> tree(
            TaskScope<Object, Void> scope, int depth, AtomicInteger leaves) {
        return async(() -> {
            if (depth == 0) {
                return leaves.incrementAndGet();
            }
            yieldNow().await();
            scope.spawn(tree(scope, depth - 1, leaves));
            scope.spawn(tree(scope, depth - 1, leaves));
            return 0;
        });
    }

    @Test
    void localTasksMayBeInAScope() throws Exception {
        try (var runtime = Flavour.CURRENT_THREAD.build()) {
            Thread thread =
                    runtime.blockOn(() -> {
                        try (var scope = TaskScope.<Thread>collectAll()) {
                            JoinHandle<Thread> on =
                                    scope.spawnLocal(() -> {
                                        yieldNow().await();
                                        return Thread.currentThread();
                                    });
                            scope.join().await();
                            return on.await();
                        }
                    });
            assertThat(thread).isSameAs(Thread.currentThread());
        }
    }
}
