package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;
import yamanote.time.Sleep;

/** The end of a runtime; Tokio's rt_common.rs (shutdown) and rt_shutdown tests. */
@Timeout(60)
class ShutdownTest {
    /** B029: inside the context; destructors may spawn, and get a cancelled handle. */
    @Test
    void everyTaskIsCancelledInsideTheRuntimesContext() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        List<Outcome<Integer>> spawned = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            runtime.spawn(
                    new OnCancel(() -> {
                        JoinHandle<Integer> late = Async.spawn(Steps.ready(() -> 1));
                        assertThat(late.isFinished()).isTrue();
                        spawned.add(Hand.value(late.outcome()));
                    }));
        }
        runtime.blockOn(Steps.yielding(1));
        runtime.close();
        assertThat(spawned).hasSize(100).containsOnly(new Outcome.Cancelled<>());
        assertThat(runtime.metrics().aliveTasks()).isZero();
    }

    @Test
    void tasksThatNeverRanAreCancelledWithoutRunning() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        Gate<Integer> gate = new Gate<>();
        JoinHandle<Integer> handle = runtime.spawn(gate);
        runtime.close();
        assertThat(gate.polls).hasValue(0);
        assertThat(gate.cancels).hasValue(1);
        assertThatThrownBy(() -> Hand.value(handle)).isInstanceOf(TaskCancelledException.class);
    }

    /** B031, B049, B030. */
    @Test
    void wakesDuringAndAfterTheEndAreHarmless() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        Gate<Integer> gate = new Gate<>();
        runtime.spawn(gate);
        runtime.spawn(new OnCancel(() -> gate.waker().wake()));
        runtime.blockOn(Steps.yielding(1));
        Waker waker = gate.waker();
        runtime.close();
        waker.wake();
        gate.open(1);
        runtime.close();
        assertThat(gate.cancels).hasValue(1);
    }

    /** B032: destructors run outside of scheduler locks. */
    @Test
    void cleanUpsThatShareALockDoNotDeadlock() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        ReentrantLock shared = new ReentrantLock();
        AtomicInteger cleaned = new AtomicInteger();
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch spawned = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            runtime.spawn(
                    new OnCancel(() -> {
                        locked.countDown();
                        shared.lock();
                        try {
                            Async.spawn(Steps.ready(cleaned::incrementAndGet));
                            cleaned.incrementAndGet();
                        } finally {
                            shared.unlock();
                        }
                    }));
        }
        runtime.blockOn(Steps.yielding(1));
        shared.lock();
        Thread foreign =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                locked.await();
                            } catch (InterruptedException e) {
                                return;
                            }
                            // A clean-up waits for the lock: spawn must not wait for it.
                            runtime.spawn(Steps.ready(() -> 1));
                            spawned.countDown();
                        });
        Thread closer = Thread.ofPlatform().start(runtime::close);
        assertThat(spawned.await(20, TimeUnit.SECONDS)).isTrue();
        shared.unlock();
        closer.join();
        foreign.join();
        assertThat(cleaned).hasValue(2);
    }

    @Test
    void asynchronousCleanUpHasTimersUntilItEnds() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        SleepingCleanUp future = new SleepingCleanUp(Duration.ofMillis(30));
        JoinHandle<Integer> handle = runtime.spawn(future);
        runtime.blockOn(Steps.yielding(1));
        runtime.close();
        assertThat(future.cleaned).isTrue();
        assertThat(Hand.value(handle.outcome())).isEqualTo(new Outcome.Cancelled<Integer>());
    }

    /** B034, B035: bounded, and no longer than needed. */
    @Test
    void whatDoesNotEndIsNamedAtTheDeadlineAndItsHandleResolves() throws Exception {
        List<String> log = new ArrayList<>();
        AsyncRuntime runtime =
                AsyncRuntime.currentThread().shutdownTimeout(Duration.ofMillis(100)).build();
        Gate<Integer> stuck = new Gate<>();
        stuck.slowCleanUp = true;
        JoinHandle<Integer> handle = runtime.spawn(stuck);
        runtime.blockOn(Steps.yielding(1));
        long start = System.nanoTime();
        try (LogCapture capture = new LogCapture(log)) {
            runtime.close();
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(took).isBetween(100L, 10_000L);
        assertThat(log).anyMatch(line -> line.contains("Gate"));
        assertThat(Hand.value(handle.outcome())).isEqualTo(new Outcome.Cancelled<Integer>());

        AsyncRuntime idle =
                AsyncRuntime.currentThread().shutdownTimeout(Duration.ofSeconds(10_000)).build();
        idle.close();
    }

    /** B007. */
    @Test
    void insideOfATaskCloseThrows() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    Steps.ready(() -> {
                                        runtime.close();
                                        return 0;
                                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot close a runtime from within an async context");
            Integer value = runtime.blockOn(Steps.ready(() -> 1));
            assertThat(value).isEqualTo(1);
        }
    }

    @Test
    void aClosedRuntimeGivesCancelledHandlesAndRefusesBlockOn() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        runtime.close();
        assertThat(Hand.value(runtime.spawn(Steps.ready(() -> 1)).outcome()))
                .isEqualTo(new Outcome.Cancelled<Integer>());
        assertThat(Hand.value(runtime.<Integer>spawnBlocking(() -> 1).outcome()))
                .isEqualTo(new Outcome.Cancelled<Integer>());
        assertThatThrownBy(() -> runtime.blockOn(Steps.ready(() -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void closeFromAnotherThreadEndsBlockOn() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        Gate<Integer> root = new Gate<>();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread inside =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                runtime.blockOn(root);
                            } catch (Throwable t) {
                                ended.complete(t);
                            }
                        });
        while (root.polls.get() == 0) {
            Thread.onSpinWait();
        }
        runtime.close();
        assertThat(ended.get(10, TimeUnit.SECONDS))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        inside.join();
        assertThat(root.cancels).hasValue(1);
    }

    /** Those inside blockOn without the core need I/O and timers for their clean-up, too. */
    @Test
    void closeServesTheCleanUpOfThoseInsideBlockOn() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        SleepingCleanUp root = new SleepingCleanUp(Duration.ofMillis(30));
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread follower =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                runtime.handle()
                                        .blockOn(
                                                new Future<Integer>() {
                                                    @Override
                                                    public Poll<Integer> poll(Context cx)
                                                            throws Exception {
                                                        inside.countDown();
                                                        return root.poll(cx);
                                                    }

                                                    @Override
                                                    public boolean cancel(Context cx) {
                                                        return root.cancel(cx);
                                                    }
                                                });
                            } catch (Throwable t) {
                                ended.complete(t);
                            }
                        });
        inside.await();
        runtime.close();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(IllegalStateException.class);
        assertThat(root.cleaned).isTrue();
        follower.join();
    }

    /** A thread that does not come back is named; when it does, it ends what is left. */
    @Test
    void whoBlocksTheCoreIsNamedAndEndsTheRuntimeLater() throws Exception {
        List<String> log = new ArrayList<>();
        AsyncRuntime runtime =
                AsyncRuntime.currentThread().shutdownTimeout(Duration.ofMillis(50)).build();
        Gate<Integer> waiting = new Gate<>();
        JoinHandle<Integer> handle = runtime.spawn(waiting);
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread inside =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                runtime.blockOn(Steps.yielding(1));
                                runtime.blockOn(
                                        Steps.ready(() -> {
                                            blocking.countDown();
                                            return release.await(20, TimeUnit.SECONDS);
                                        }));
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        });
        blocking.await();
        try (LogCapture _ = new LogCapture(log)) {
            runtime.close();
        }
        assertThat(log).anyMatch(line -> line.contains("blockOn on Thread"));
        assertThat(handle.isFinished()).isFalse();
        release.countDown();
        inside.join();
        assertThat(Hand.value(handle.outcome())).isEqualTo(new Outcome.Cancelled<Integer>());
        assertThat(waiting.cancels).hasValue(1);
    }

    /** B036. */
    @Test
    void everyHandleOfASpawnThatRacesWithCloseResolves() throws Exception {
        for (int round = 0; round < 10; round++) {
            AsyncRuntime runtime = AsyncRuntime.currentThread().build();
            Gate<Integer> root = new Gate<>();
            Thread inside =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    runtime.blockOn(root);
                                } catch (Exception expected) {
                                    assertThat(expected).isInstanceOf(IllegalStateException.class);
                                }
                            });
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(1);
            Thread spawner =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 10_000; i++) {
                                    handles.add(runtime.spawn(Steps.busy(i % 3)));
                                    if (i == 5_000) {
                                        half.countDown();
                                    }
                                }
                            });
            half.await();
            runtime.close();
            spawner.join();
            inside.join();
            assertThat(handles).allMatch(JoinHandle::isFinished);
            assertThat(Hand.value(handles.getLast().outcome()))
                    .isIn(new Outcome.Cancelled<>(), new Outcome.Ok<>(0));
        }
    }

    /** B043. */
    @Test
    void everyHandleOfASpawnBlockingThatRacesWithCloseResolves() throws Exception {
        for (int round = 0; round < 20; round++) {
            AsyncRuntime runtime = AsyncRuntime.currentThread().maxBlockingThreads(2).build();
            List<JoinHandle<Integer>> handles = new ArrayList<>();
            CountDownLatch half = new CountDownLatch(1);
            Thread spawner =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 500; i++) {
                                    handles.add(runtime.spawnBlocking(() -> 1));
                                    if (i == 250) {
                                        half.countDown();
                                    }
                                }
                            });
            half.await();
            runtime.close();
            spawner.join();
            assertThat(handles).allMatch(JoinHandle::isFinished);
        }
    }

    private record OnCancel(Action action) implements Future<Integer> {
        interface Action {
            void run() throws Exception;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            return Poll.pending();
        }

        @Override
        public boolean cancel(Context cx) {
            try {
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            return true;
        }
    }

    private static final class SleepingCleanUp implements Future<Integer> {
        private final Duration duration;
        private Sleep sleep;
        boolean cleaned;

        SleepingCleanUp(Duration duration) {
            this.duration = duration;
        }

        @Override
        public Poll<Integer> poll(Context cx) throws Exception {
            if (sleep == null || sleep.poll(cx).isPending()) {
                return Poll.pending();
            }
            cleaned = true;
            return Poll.ready(1);
        }

        @Override
        public boolean cancel(Context cx) {
            sleep = Async.sleep(duration);
            try {
                return sleep.poll(cx).isReady();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
