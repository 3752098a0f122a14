package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.Async;

/** A runtime as an ExecutorService: what the JDK promises of one. */
@Timeout(60)
class RuntimeExecutorTest {
    private final List<Throwable> unhandled = Collections.synchronizedList(new ArrayList<>());
    private final AsyncRuntime runtime =
            AsyncRuntime.multiThread()
                    .workerThreads(1)
                    .maxBlockingThreads(1)
                    .onUnhandledFailure((site, t) -> unhandled.add(t))
                    .build();
    private final ExecutorService executor = runtime.handle().asExecutorService();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        runtime.close();
    }

    /** Keeps the only thread of the pool until released; back when it runs. */
    private Future<String> occupy() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Future<String> job =
                executor.submit(() -> {
                    begun.countDown();
                    release.await();
                    return "released";
                });
        Eventually.happens(begun);
        return job;
    }

    @ParameterizedTest
    @EnumSource
    void jobsRunOnTheBlockingPoolInsideTheRuntime(Flavour flavour) throws Exception {
        try (AsyncRuntime other = flavour.build();
                ExecutorService view = other.handle().asExecutorService()) {
            Future<Integer> job =
                    view.submit(() -> {
                        assertThat(Thread.currentThread().getName()).contains("blocking");
                        assertThat(RuntimeHandle.workerIndex()).isEmpty();
                        return Async.spawnBlocking(() -> 3).isFinished() ? 1 : 2;
                    });
            assertThat(job.get(20, TimeUnit.SECONDS)).isBetween(1, 2);
        }
    }

    @Test
    void submitGivesTheValueOrTheException() throws Exception {
        assertThat(executor.submit(() -> 5).get()).isEqualTo(5);
        assertThat(executor.submit(() -> {}, "value").get()).isEqualTo("value");
        IOException gone = new IOException("gone");
        Future<Integer> failed =
                executor.submit(
                        (Callable<Integer>)
                                () -> {
                                    throw gone;
                                });
        assertThatThrownBy(failed::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(gone);
        assertThatNullPointerException().isThrownBy(() -> executor.execute(null));
    }

    @Test
    void whatAJobOfExecuteThrowsIsReportedAtOnce() throws Exception {
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");
        executor.execute(() -> {
            throw thrown;
        });
        executor.submit(() -> {}).get();
        executor.close();
        assertThat(unhandled).containsExactly(thrown);
    }

    @Test
    void cancelOfAFutureInterruptsItsJob() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<?> job =
                executor.submit(() -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                });
        Eventually.happens(begun);
        assertThat(job.cancel(true)).isTrue();
        Eventually.happens(interrupted);
        // The next job on that thread sees nothing of it.
        assertThat(executor.submit(() -> Thread.currentThread().isInterrupted()).get()).isFalse();
    }

    @Test
    void invokeAllAndInvokeAny() throws Exception {
        List<Future<Integer>> all = executor.invokeAll(List.of(() -> 1, () -> 2, () -> 3));
        int sum = 0;
        for (Future<Integer> future : all) {
            sum += future.get();
        }
        assertThat(sum).isEqualTo(6);
        int any =
                executor.invokeAny(
                        List.of(
                                () -> {
                                    throw new IOException("no");
                                },
                                () -> 4));
        assertThat(any).isEqualTo(4);
        occupy();
        assertThat(executor.invokeAll(List.of(() -> 5), 5, TimeUnit.MILLISECONDS))
                .allMatch(Future::isCancelled);
    }

    @Test
    void completableFuturesRunOnIt() throws Exception {
        CompletableFuture<String> where =
                CompletableFuture.supplyAsync(() -> Thread.currentThread().getName(), executor);
        assertThat(where.get(20, TimeUnit.SECONDS)).contains("blocking");
    }

    @Test
    void afterShutdownQueuedJobsRunAndNewOnesAreRejected() throws Exception {
        Future<String> running = occupy();
        Future<Integer> queued = executor.submit(() -> 2);
        executor.shutdown();
        assertThat(executor.isShutdown()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.execute(() -> {}))
                .withMessageContaining("this executor has been shut down");
        release.countDown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(running.resultNow()).isEqualTo("released");
        assertThat(queued.resultNow()).isEqualTo(2);
        executor.shutdown();
        executor.close();
    }

    @Test
    void shutdownNowInterruptsWhatRunsAndGivesBackTheRest() throws Exception {
        Future<String> running = occupy();
        AtomicInteger ran = new AtomicInteger();
        executor.execute(ran::incrementAndGet);
        Future<Integer> queued = executor.submit(() -> 2);
        List<Runnable> left = executor.shutdownNow();
        assertThat(left).hasSize(2).endsWith((Runnable) queued);
        assertThatThrownBy(() -> running.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).hasValue(0);
        left.forEach(Runnable::run);
        assertThat(ran).hasValue(1);
        assertThat(queued.resultNow()).isEqualTo(2);
    }

    @Test
    void closeWaitsForTheJobs() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            executor.execute(ran::incrementAndGet);
        }
        executor.close();
        assertThat(ran).hasValue(100);
        assertThat(executor.isTerminated()).isTrue();
        assertThat(executor)
                .hasToString("executor of runtime yamanote[0 jobs, 0 scheduled, shut down]");
    }

    @Test
    void anInterruptOfCloseStopsTheJobs() throws Exception {
        Future<String> running = occupy();
        Thread closing = Thread.ofPlatform().start(executor::close);
        closing.interrupt();
        Eventually.ends(closing);
        assertThat(running.isDone()).isTrue();
    }

    @Test
    void viewsAreShutDownOneByOne() throws Exception {
        ExecutorService other = runtime.handle().asExecutorService();
        executor.shutdown();
        assertThat(other.isShutdown()).isFalse();
        assertThat(other.submit(() -> 1).get()).isEqualTo(1);
        assertThat(runtime.<Integer>blockOn(Steps.ready(() -> 2))).isEqualTo(2);
    }

    /** A job that was dropped with its runtime leaves nobody waiting. */
    @Test
    void closingTheRuntimeCancelsWhatHasNotBegun() throws Exception {
        try (AsyncRuntime closing =
                AsyncRuntime.currentThread()
                        .maxBlockingThreads(1)
                        .shutdownTimeout(java.time.Duration.ZERO)
                        .build()) {
            ExecutorService view = closing.handle().asExecutorService();
            CountDownLatch begun = new CountDownLatch(1);
            view.submit(() -> {
                begun.countDown();
                release.await();
                return 1;
            });
            Eventually.happens(begun);
            Future<Integer> queued = view.submit(() -> 2);
            closing.close();
            assertThatThrownBy(() -> queued.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(CancellationException.class);
            assertThatExceptionOfType(RejectedExecutionException.class)
                    .isThrownBy(() -> view.submit(() -> 3))
                    .withMessageContaining("the runtime has been shut down");
            assertThat(view.isShutdown()).isTrue();
        }
    }

    @Test
    void onAThreadThatPollsATaskWaitingIsRefused() throws Exception {
        Future<String> running = occupy();
        runtime.blockOn(
                Steps.ready(() -> {
                    assertThatIllegalStateException()
                            .isThrownBy(running::get)
                            .withMessageContaining("get() would block this thread")
                            .withMessageContaining("spawnBlocking");
                    assertThatIllegalStateException()
                            .isThrownBy(() -> executor.awaitTermination(1, TimeUnit.SECONDS));
                    assertThatIllegalStateException().isThrownBy(executor::close);
                    executor.execute(() -> {});
                    return 0;
                }));
        assertThat(executor.isShutdown()).isFalse();
        release.countDown();
        assertThat(running.get()).isEqualTo("released");
        assertThat(runtime.<String>blockOn(Steps.ready(running::get))).isEqualTo("released");
    }

    /** Termination is seen exactly when all that was taken has ended. */
    @Test
    void shutdownMayRaceWithSubmit() throws Exception {
        try (AsyncRuntime other = Flavour.MULTI_THREAD.build()) {
            for (int round = 0; round < 60; round++) {
                ExecutorService view = other.handle().asExecutorService();
                AtomicInteger taken = new AtomicInteger();
                AtomicInteger ran = new AtomicInteger();
                Thread submitting =
                        Thread.ofPlatform()
                                .start(() -> {
                                    try {
                                        for (; ; ) {
                                            view.execute(ran::incrementAndGet);
                                            taken.incrementAndGet();
                                        }
                                    } catch (RejectedExecutionException expected) {
                                        // shut down
                                    }
                                });
                while (round % 3 != 0 && ran.get() == 0) {
                    Thread.onSpinWait();
                }
                view.shutdown();
                assertThat(view.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
                submitting.join();
                assertThat(ran.get()).isEqualTo(taken.get());
            }
        }
    }
}
