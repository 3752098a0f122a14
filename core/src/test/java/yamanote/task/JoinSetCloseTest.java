package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.future.Owned;
import yamanote.sync.Oneshot;

/** How a set ends: by close, shutdown, or a joinAll that is cancelled. */
@Timeout(60)
class JoinSetCloseTest {
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

    /** B068: of 16 pending tasks, all futures are gone when the block has ended. */
    @ParameterizedTest
    @EnumSource
    void closeAbortsAllTasksAndAwaitsTheirEnds(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var set = JoinSet.<Integer>create()) {
                    for (int i = 0; i < 16; i++) {
                        var running = Oneshot.<Integer>channel();
                        set.spawn(endless(running));
                        running.receiver().await();
                    }
                }
                assertThat(cleaned).hasValue(16);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailingBodyTakesItsTasksWithIt(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                boolean caught = false;
                try (var set = JoinSet.<Integer>create()) {
                    var running = Oneshot.<Integer>channel();
                    set.spawn(endless(running));
                    running.receiver().await();
                    throw new IllegalArgumentException("x");
                } catch (IllegalArgumentException e) {
                    caught = true;
                    assertThat(cleaned).hasValue(1);
                }
                assertThat(caught).isTrue();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAbortedOwnerTakesItsTasksWithIt(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                JoinHandle<Void> owner =
                        spawn(() -> {
                            try (var set = JoinSet.<Integer>create()) {
                                set.spawn(endless(running));
                                set.joinNext().await();
                            }
                        });
                running.receiver().await();
                owner.abort();
                assertThat(owner.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(cleaned).hasValue(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClosedSetTakesNoMore(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinSet<Integer> set = JoinSet.create();
                set.closeAsync().await();
                set.closeAsync().await();
                boolean refused = false;
                try {
                    set.spawn(Futures.ready(1));
                } catch (IllegalStateException e) {
                    refused = true;
                    assertThat(e).hasMessageContaining("this JoinSet is closed");
                }
                assertThat(refused).isTrue();
                assertThat(set.size()).isZero();
                assertThat(set.joinNext().await()).isNull();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shutdownLeavesTheSetUsable(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinSet<Integer> set = JoinSet.create();
                var running = Oneshot.<Integer>channel();
                set.spawn(endless(running));
                set.spawn(() -> 1);
                running.receiver().await();
                set.shutdown().await();
                assertThat(cleaned).hasValue(1);
                assertThat(set.size()).isZero();
                set.spawn(() -> 2);
                assertThat(set.joinNext().await()).isEqualTo(new Outcome.Ok<>(2));
            });
        }
    }

    /** What was not taken is dropped: values that are owned are closed, failures are reported. */
    @ParameterizedTest
    @EnumSource
    void closeDropsTheResultsThatNobodyTook(Flavour flavour) throws Exception {
        List<Throwable> unread = new CopyOnWriteArrayList<>();
        var failure = new IllegalArgumentException("x");
        AtomicInteger closed = new AtomicInteger();
        try (var runtime = flavour.builder().onUnhandledFailure((_, t) -> unread.add(t)).build()) {
            runtime.blockOn(() -> {
                try (var set = JoinSet.<Owned>create()) {
                    JoinHandle<Owned> value = spawn(Futures.ready(closed::incrementAndGet));
                    JoinHandle<Owned> failed = spawn(Futures.failed(failure));
                    set.add(value);
                    set.add(failed);
                    while (!value.isFinished() || !failed.isFinished()) {
                        sleep(Duration.ofMillis(1)).await();
                    }
                    assertThat(closed).hasValue(0);
                }
                assertThat(closed).hasValue(1);
                assertThat(unread).containsExactly(failure);
            });
        }
    }

    /** What a task owns is released although it never started. */
    @ParameterizedTest
    @EnumSource
    void resourcesOfTasksThatNeverStartedAreClosed(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                try (var set = JoinSet.<Integer>create()) {
                    for (int i = 0; i < 100; i++) {
                        Owned resource = cleaned::incrementAndGet;
                        set.spawn(owning(resource, Futures.<Integer>pending()));
                    }
                }
                assertThat(cleaned).hasValue(100);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void cancelledJoinAllAbortsAndDropsTheValuesSoFar(Flavour flavour) throws Exception {
        AtomicInteger closed = new AtomicInteger();
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinSet<Owned> set = JoinSet.create();
                var running = Oneshot.<Integer>channel();
                set.spawn(Futures.ready(closed::incrementAndGet));
                set.spawn(() -> {
                    try {
                        running.sender().send(1);
                        return Futures.<Owned>pending().await();
                    } finally {
                        yieldNow().await();
                        log.add("cleaned up");
                    }
                });
                JoinHandle<List<Owned>> joiner = spawn(set.joinAll());
                running.receiver().await();
                while (set.size() > 1) {
                    sleep(Duration.ofMillis(1)).await();
                }
                joiner.abort();
                assertThat(joiner.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(log).containsExactly("cleaned up");
                assertThat(closed).hasValue(1);
                assertThat(set.size()).isZero();
            });
        }
    }

    /** Spawners against a close: whoever got in is awaited, the others are told. */
    @ParameterizedTest
    @EnumSource
    void closeAwaitsEveryTaskThatGotInBeforeIt(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            for (int round = 0; round < 200; round++) {
                AtomicInteger alive = new AtomicInteger();
                JoinSet<Integer> set = JoinSet.create();
                List<JoinHandle<Void>> spawners = new ArrayList<>();
                for (int s = 0; s < 2; s++) {
                    spawners.add(
                            runtime.spawn(() -> {
                                try {
                                    for (int i = 0; i < 100; i++) {
                                        set.spawn(owned(alive));
                                        if (i % 8 == 0) {
                                            yieldNow().await();
                                        }
                                    }
                                } catch (IllegalStateException closed) {
                                    assertThat(closed).hasMessageContaining("closed");
                                }
                            }));
                }
                runtime.blockOn(() -> {
                    yieldNow().await();
                    set.closeAsync().await();
                    int atTheEnd = alive.get();
                    for (JoinHandle<Void> spawner : spawners) {
                        spawner.await();
                    }
                    assertThat(atTheEnd).isZero();
                    assertThat(set.size()).isZero();
                });
            }
        }
    }

    private static Future<Integer> owned(AtomicInteger alive) {
        return async(() -> {
            alive.incrementAndGet();
            try {
                return Futures.<Integer>pending().await();
            } finally {
                alive.decrementAndGet();
            }
        });
    }
}
