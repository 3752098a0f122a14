package yamanote.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;

/** Locks and meeting points under woven bodies: what a user writes. */
@Timeout(60)
class LockBodiesTest {
    private static AsyncRuntime paused() {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    /** B193: of timeouts around lock(), some at the moment of the unlock, none loses it. */
    @Test
    void timeoutsAroundLockDoNotLoseIt() throws Exception {
        var mutex = Mutex.of(0);
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                var tasks = new ArrayList<JoinHandle<Void>>();
                for (int i = 1; i <= 50; i++) {
                    int patience = i % 7;
                    tasks.add(
                            spawn(() -> {
                                try (var guard =
                                        timeout(Duration.ofMillis(patience), mutex.lock())
                                                .await()) {
                                    sleep(Duration.ofMillis(1)).await();
                                    guard.set(guard.get() + 1);
                                } catch (TimeoutException e) {
                                    // gave up
                                }
                            }));
                }
                for (var task : tasks) {
                    task.await();
                }
            });
        }
        try (var guard = mutex.blockingLock()) {
            assertThat(guard.get()).isBetween(1, 50);
        }
    }

    /** B194, in a task whose failure nobody else notices. */
    @ParameterizedTest
    @EnumSource
    void aTaskThatFailsOrIsAbortedReleasesWhatItHolds(Flavour flavour) throws Exception {
        var mutex = Mutex.of(0);
        var semaphore = Semaphore.of(1);
        var held = Notify.create();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                JoinHandle<Void> failing =
                        spawn(() -> {
                            try (var _ = mutex.lock().await()) {
                                yieldNow().await();
                                throw new IllegalStateException("in the block");
                            }
                        });
                assertThat(failing.outcome().await().toString()).contains("in the block");
                JoinHandle<Void> aborted =
                        spawn(() -> {
                            try (var _ = mutex.lock().await();
                                    var _ = semaphore.acquire().await()) {
                                held.notifyOne();
                                sleep(Duration.ofDays(1)).await();
                            }
                        });
                held.notified().await();
                assertThat(mutex.tryLock()).isNull();
                aborted.abort();
                aborted.outcome().await();
                mutex.lock().await().close();
                semaphore.acquire().await().close();
            });
        }
    }

    /** A permit that moves into a task goes back with it, even if it never starts. */
    @Test
    void aPermitOwnedByATaskGoesBackWithIt() throws Exception {
        var semaphore = Semaphore.of(2);
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                var ran = spawn(owning(semaphore.acquire().await(), () -> 1));
                var never = spawn(owning(semaphore.acquire().await(), () -> 2));
                never.abort();
                assertThat(semaphore.availablePermits()).isZero();
                assertThat(ran.await()).isEqualTo(1);
                never.outcome().await();
                assertThat(semaphore.availablePermits()).isEqualTo(2);
            });
        }
    }

    @Test
    void aSemaphoreLimitsHowManyWorkAtOnce() throws Exception {
        var limit = Semaphore.of(3);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        try (var runtime = paused()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Void>> tasks = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    tasks.add(
                            spawn(() -> {
                                try (var _ = limit.acquire().await()) {
                                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                                    sleep(Duration.ofMillis(10)).await();
                                    now.decrementAndGet();
                                }
                            }));
                }
                for (var task : tasks) {
                    task.await();
                }
            });
        }
        assertThat(most).hasValue(3);
    }

    /** B202. */
    @ParameterizedTest
    @EnumSource
    void tasksShareWhatTheFirstOfThemMakes(Flavour flavour) throws Exception {
        var cell = OnceCell.<Object>create();
        var made = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var tasks = new ArrayList<JoinHandle<Object>>();
                for (int i = 0; i < 20; i++) {
                    tasks.add(
                            spawn(() ->
                                    cell.getOrInit(
                                                    () -> {
                                                        made.incrementAndGet();
                                                        yieldNow().await();
                                                        return new Object();
                                                    })
                                            .await()));
                }
                for (var task : tasks) {
                    assertThat(task.await()).isSameAs(cell.get());
                }
            });
        }
        assertThat(made).hasValue(1);
    }

    /** B202: an initializer whose task is aborted. */
    @ParameterizedTest
    @EnumSource
    void anAbortedInitializerLeavesTheValueToTheNext(Flavour flavour) throws Exception {
        var cell = OnceCell.<String>create();
        var begun = Notify.create();
        try (var runtime = flavour.build()) {
            var value =
                    runtime.blockOn(() -> {
                        var first =
                                spawn(() ->
                                        cell.getOrInit(
                                                        () -> {
                                                            begun.notifyOne();
                                                            sleep(Duration.ofDays(1)).await();
                                                            return "first";
                                                        })
                                                .await());
                        begun.notified().await();
                        var second = spawn(() -> cell.getOrInit(() -> "second").await());
                        yieldNow().await();
                        first.abort();
                        return second.await();
                    });
            assertThat(value).isEqualTo("second");
        }
    }

    /** B200. */
    @ParameterizedTest
    @EnumSource
    void tasksMeetAndOneOfThemLeads(Flavour flavour) throws Exception {
        var barrier = Barrier.of(5);
        var leaders = new AtomicInteger();
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                for (int round = 1; round <= 100; round++) {
                    var tasks = new ArrayList<JoinHandle<Void>>();
                    for (int i = 0; i < 5; i++) {
                        tasks.add(
                                spawn(() -> {
                                    if (barrier.arrive().await().isLeader()) {
                                        leaders.incrementAndGet();
                                    }
                                }));
                    }
                    for (var task : tasks) {
                        task.await();
                    }
                    assertThat(leaders).hasValue(round);
                }
            });
        }
    }

    @Test
    void aValueSetByOneIsAwaitedByOthers() throws Exception {
        var once = SetOnce.<String>create();
        try (var runtime = paused()) {
            var both =
                    runtime.blockOn(() -> {
                        spawn(() -> {
                            sleep(Duration.ofMillis(5)).await();
                            once.set("v");
                        });
                        return join(length(once), once.value()).await();
                    });
            assertThat(both.first()).isEqualTo(1);
            assertThat(both.second()).isEqualTo("v");
        }
    }

    private static Future<Integer> length(SetOnce<String> once) {
        return async(() -> once.value().await().length());
    }
}
