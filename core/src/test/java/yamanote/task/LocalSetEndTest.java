package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawnLocal;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Oneshot;
import yamanote.time.ElapsedException;

/** How a set and its tasks end before their time. */
@Timeout(60)
class LocalSetEndTest {
    private final LocalSet set = LocalSet.create();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** Waits for ever; its clean-up takes a while. */
    private JoinHandle<Void> endless(String name, CountDownLatch waiting) {
        return set.spawnLocal(() -> {
            try {
                waiting.countDown();
                sleep(Duration.ofHours(1)).await();
            } finally {
                sleep(Duration.ofMillis(2)).await();
                log.add(name);
            }
        });
    }

    private JoinHandle<Void> endless(String name) {
        return endless(name, new CountDownLatch(1));
    }

    @ParameterizedTest
    @EnumSource
    void cancellingTheSetCancelsItsTasksAndAwaitsTheirCleanUp(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var a = endless("a");
            var b = endless("b");
            JoinHandle<String> end =
                    runtime.spawn(() -> {
                        try {
                            timeout(Duration.ofMillis(5), set).await();
                            return "in time";
                        } catch (ElapsedException _) {
                            return "elapsed";
                        }
                    });
            assertThat(runtime.<String>blockOn(end)).isEqualTo("elapsed");
            assertThat(log).containsExactlyInAnyOrder("a", "b");
            assertThat(a.isFinished() && b.isFinished()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancellingRunUntilLeavesTheTasksAlone(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            var open = Oneshot.<Integer>channel();
            JoinHandle<Integer> left = set.spawnLocal(() -> open.receiver().await());
            boolean elapsed =
                    runtime.blockOn(() -> {
                        try {
                            timeout(
                                            Duration.ofMillis(2),
                                            set.runUntil(() -> {
                                                try {
                                                    Futures.pending().await();
                                                } finally {
                                                    spawnLocal(() -> log.add("clean-up")).await();
                                                }
                                            }))
                                    .await();
                            return false;
                        } catch (ElapsedException _) {
                            return true;
                        }
                    });
            assertThat(elapsed).isTrue();
            assertThat(log).containsExactly("clean-up");
            open.sender().send(4);
            assertThat(runtime.<Integer>blockOn(set.runUntil(left))).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeAbortsAndAwaitsAndLetsNothingInAnyMore(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            JoinHandle<?> started = endless("started");
            runtime.blockOn(set.runUntil(yieldNow()));
            JoinHandle<?> fresh = endless("fresh");
            runtime.blockOn(set.closeAsync());
            assertThat(log).containsExactly("started");
            assertThat(started.isFinished() && fresh.isFinished()).isTrue();
            JoinHandle<Integer> late = set.spawnLocal(() -> 1);
            assertThat(runtime.<Outcome<Integer>>blockOn(late.outcome()))
                    .isEqualTo(new Outcome.Cancelled<>());
            runtime.blockOn(
                    set.runUntil(() -> {
                        JoinHandle<Integer> later = spawnLocal(() -> 1);
                        assertThat(later.isFinished()).isTrue();
                    }));
            runtime.blockOn(set.closeAsync());
            runtime.blockOn(set);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledBodyClosesItsSetByTryWithResources(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            CountDownLatch waiting = new CountDownLatch(1);
            JoinHandle<Void> task =
                    runtime.spawn(() -> {
                        try (set) {
                            endless("task", waiting);
                            set.runUntil(Futures.pending()).await();
                        } finally {
                            log.add("end");
                        }
                    });
            Thread.ofPlatform()
                    .start(() -> {
                        try {
                            waiting.await();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                        task.abort();
                    });
            Outcome<Void> outcome = runtime.blockOn(task.outcome());
            assertThat(outcome).isInstanceOf(Outcome.Cancelled.class);
            assertThat(log).containsExactly("task", "end");
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingInsideRunUntilIsNotCancelledMidway(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            endless("task");
            boolean closed =
                    runtime.blockOn(
                            set.runUntil(() -> {
                                yieldNow().await();
                                try {
                                    timeout(Duration.ZERO, set.closeAsync()).await();
                                    return false;
                                } catch (ElapsedException _) {
                                    set.await();
                                    return true;
                                }
                            }));
            assertThat(closed).isTrue();
            assertThat(log).containsExactly("task");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfALocalTaskIsItsHandlesOrTheHandlers(Flavour flavour) throws Exception {
        AsyncRuntime runtime =
                flavour.builder().onUnhandledFailure((_, t) -> log.add(t.getMessage())).build();
        try (runtime) {
            JoinHandle<Integer> read =
                    set.spawnLocal(() -> {
                        throw new IOException("read");
                    });
            set.spawnLocal(() -> {
                throw new IOException("unread");
            });
            JoinHandle<Integer> fine = set.spawnLocal(() -> 1);
            runtime.blockOn(set);
            Outcome<Integer> outcome = runtime.blockOn(read.outcome());
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            assertThat(runtime.<Integer>blockOn(fine)).isEqualTo(1);
        }
        assertThat(log).containsExactly("unread");
    }

    @ParameterizedTest
    @EnumSource
    void aFailureOfRunUntilsFutureIsThrownAndTheSetGoesOn(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            JoinHandle<Integer> fine = set.spawnLocal(() -> 1);
            Future<Integer> failing =
                    set.runUntil(
                            async(() -> {
                                yieldNow().await();
                                throw new IllegalStateException("mine");
                            }));
            assertThatIllegalStateException()
                    .isThrownBy(() -> runtime.blockOn(failing))
                    .withMessage("mine");
            assertThatIllegalStateException()
                    .isThrownBy(() -> runtime.blockOn(failing))
                    .withMessageContaining("call it again");
            assertThat(runtime.<Integer>blockOn(fine)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shutdownOfTheRuntimeEndsASetThatATaskAwaits(Flavour flavour) throws Exception {
        var runtime = flavour.build();
        CountDownLatch waiting = new CountDownLatch(1);
        JoinHandle<Void> local = endless("task", waiting);
        JoinHandle<Void> driving = runtime.spawn(set);
        runtime.blockOn(() -> {
            while (waiting.getCount() > 0) {
                yieldNow().await();
            }
        });
        runtime.close();
        assertThat(driving.isFinished()).isTrue();
        assertThat(local.isFinished()).isTrue();
        assertThat(log).containsExactly("task");
    }

    @ParameterizedTest
    @EnumSource
    void shutdownOfTheRuntimeEndsASetInBlockOn(Flavour flavour) throws Exception {
        var runtime = flavour.build();
        CountDownLatch waiting = new CountDownLatch(1);
        JoinHandle<Void> local = endless("task", waiting);
        var inside =
                new FutureTask<Void>(
                        () ->
                                assertThatIllegalStateException()
                                        .isThrownBy(() -> runtime.blockOn(set))
                                        .withMessageContaining("closed"),
                        null);
        Thread.ofPlatform().start(inside);
        waiting.await();
        runtime.close();
        inside.get();
        assertThat(local.isFinished()).isTrue();
        assertThat(log).containsExactly("task");
    }
}
