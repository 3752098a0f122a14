package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.net.TcpListener;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;

/** A runtime whose tasks run on somebody else's executor. */
@Timeout(120)
class ExecutorRuntimeTest {
    enum Kind {
        FORK_JOIN {
            @Override
            ExecutorService make() {
                return new ForkJoinPool(2);
            }
        },
        SINGLE_THREAD {
            @Override
            ExecutorService make() {
                return Executors.newSingleThreadExecutor();
            }
        },
        VIRTUAL_THREADS {
            @Override
            ExecutorService make() {
                return Executors.newVirtualThreadPerTaskExecutor();
            }
        };

        abstract ExecutorService make();
    }

    @ParameterizedTest
    @EnumSource
    void tasksRunOnItsThreadsAndTheRootOnTheCallers(Kind kind) throws Exception {
        Thread here = Thread.currentThread();
        Set<Thread> on = ConcurrentHashMap.newKeySet();
        try (ExecutorService executor = kind.make();
                AsyncRuntime runtime = AsyncRuntime.on(executor).build()) {
            int sum =
                    runtime.blockOn(() -> {
                        assertThat(Thread.currentThread()).isSameAs(here);
                        List<JoinHandle<Integer>> handles = new ArrayList<>();
                        for (int i = 0; i < 1_000; i++) {
                            int mine = i;
                            handles.add(
                                    spawn(() -> {
                                        yieldNow().await();
                                        on.add(Thread.currentThread());
                                        return mine;
                                    }));
                        }
                        int all = 0;
                        for (JoinHandle<Integer> handle : handles) {
                            all += handle.await();
                        }
                        assertThat(Thread.currentThread()).isSameAs(here);
                        return all;
                    });
            assertThat(sum).isEqualTo(999 * 1_000 / 2);
            assertThat(on).isNotEmpty().doesNotContain(here);
            assertThat(runtime.metrics().aliveTasks()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void timersSocketsAndBlockingJobsWork(Kind kind) throws Exception {
        try (ExecutorService executor = kind.make();
                AsyncRuntime runtime = AsyncRuntime.on(executor).build()) {
            runtime.blockOn(() -> {
                spawn(
                                () -> {
                                    long start = System.nanoTime();
                                    sleep(Duration.ofMillis(20)).await();
                                    assertThat(System.nanoTime() - start)
                                            .isGreaterThanOrEqualTo(20_000_000L);
                                })
                        .await();
                try (var listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
                    JoinHandle<Void> accepting =
                            spawn(() -> {
                                listener.accept().await().close();
                            });
                    spawnBlocking(
                                    () -> {
                                        try (Socket client = new Socket()) {
                                            client.connect(listener.localAddress());
                                        }
                                    })
                            .await();
                    accepting.await();
                }
                sleep(Duration.ofMillis(1)).await();
            });
        }
    }

    /** A wake from any thread; the executor's runs and queued tasks stay in balance. */
    @ParameterizedTest
    @EnumSource
    void aTaskIsWokenFromOutside(Kind kind) throws Exception {
        try (ExecutorService executor = kind.make();
                AsyncRuntime runtime = AsyncRuntime.on(executor).build()) {
            for (int i = 0; i < 500; i++) {
                Gate<Integer> gate = new Gate<>();
                JoinHandle<Integer> task = runtime.spawn(gate);
                Eventually.holds(() -> gate.polls.get() > 0);
                gate.open(i);
                assertThat(runtime.<Integer>blockOn(task)).isEqualTo(i);
            }
        }
    }

    @Test
    void whatTheExecutorRejectsEndsAsCancelled() throws Exception {
        List<Runnable> runs = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean rejects = new AtomicBoolean();
        try (AsyncRuntime runtime =
                AsyncRuntime.on(
                                run -> {
                                    if (rejects.get()) {
                                        throw new RejectedExecutionException("full");
                                    }
                                    runs.add(run);
                                })
                        .build()) {
            Gate<Integer> polled = new Gate<>();
            JoinHandle<Integer> accepted = runtime.spawn(polled);
            runs.removeFirst().run();
            assertThat(polled.polls).hasValue(1);
            rejects.set(true);
            Gate<Integer> fresh = new Gate<>();
            JoinHandle<Integer> rejected = runtime.spawn(fresh);
            assertThatThrownBy(() -> Hand.value(rejected))
                    .isInstanceOf(TaskCancelledException.class);
            assertThat(fresh.polls).hasValue(0);
            assertThat(fresh.cancels).hasValue(1);
            polled.open(1);
            assertThat(Hand.isCancelled(accepted)).isTrue();
            assertThat(polled.cancels).hasValue(1);
            assertThat(runtime.metrics().aliveTasks()).isZero();
        }
    }

    @Test
    void closeCancelsEveryTaskAndNamesWhatStillRuns() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newFixedThreadPool(2)) {
            AsyncRuntime runtime =
                    AsyncRuntime.on(executor).shutdownTimeout(Duration.ofMillis(100)).build();
            Gate<Integer> gate = new Gate<>();
            JoinHandle<Integer> waiting = runtime.spawn(gate);
            JoinHandle<Boolean> stuck =
                    runtime.spawn(() -> {
                        blocking.countDown();
                        return release.await(60, TimeUnit.SECONDS);
                    });
            Eventually.happens(blocking);
            Eventually.holds(() -> gate.polls.get() > 0);
            try (LogCapture _ = new LogCapture(log)) {
                runtime.close();
            }
            assertThat(log).anyMatch(line -> line.contains("ExecutorRuntimeTest.java:"));
            assertThat(Hand.isCancelled(waiting)).isTrue();
            assertThat(gate.cancels).hasValue(1);
            release.countDown();
            Eventually.holds(stuck::isFinished);
            assertThat(Hand.value(stuck.outcome())).isEqualTo(new Outcome.Ok<>(true));
        }
    }

    /** The hook holds the end of the task up after it was counted. */
    @Test
    void closeReturnsOnlyWhenEveryHandleIsResolved() throws Exception {
        CountDownLatch ending = new CountDownLatch(1);
        CountDownLatch closing = new CountDownLatch(1);
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            AsyncRuntime runtime =
                    AsyncRuntime.on(executor)
                            .onTaskTerminate(_ -> {
                                ending.countDown();
                                try {
                                    closing.await(200, TimeUnit.MILLISECONDS);
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            })
                            .build();
            JoinHandle<Integer> task = runtime.spawn(Steps.ready(() -> 1));
            Eventually.happens(ending);
            runtime.close();
            assertThat(task.isFinished()).isTrue();
            closing.countDown();
        }
    }

    @Test
    void itIsItsOwnersToShutDown() throws Exception {
        try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
            AsyncRuntime first = AsyncRuntime.on(executor).build();
            first.close();
            try (AsyncRuntime second = AsyncRuntime.on(executor).build()) {
                JoinHandle<Integer> task = second.spawn(Steps.yielding(2));
                assertThat(second.<Integer>blockOn(task)).isEqualTo(2);
            }
            assertThat(executor.isShutdown()).isFalse();
        }
    }

    /** As CallerRunsPolicy does: a run inside of a run waits for the end of the outer one. */
    @Test
    void anExecutorThatRunsOnTheCallersThreadDoesNotRecurse() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.on(Runnable::run).build()) {
            JoinHandle<Integer> busy = runtime.spawn(Steps.busy(100_000));
            assertThat(Hand.value(busy)).isEqualTo(100_000);
            JoinHandle<Integer> polite = runtime.spawn(Steps.yielding(100_000));
            assertThat(Hand.value(polite)).isEqualTo(100_000);
            int inside =
                    runtime.blockOn(() -> {
                        JoinHandle<Integer> inner =
                                spawn(() -> spawn(Steps.yielding(2)).await() + 1);
                        sleep(Duration.ofMillis(1)).await();
                        return inner.await();
                    });
            assertThat(inside).isEqualTo(3);
        }
    }
}
