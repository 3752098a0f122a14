package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/** spawnBlocking on a runtime; Tokio's task_blocking.rs and time_pause.rs. */
@Timeout(30)
class SpawnBlockingTest {
    @Test
    void givesTheValueOrTheVeryException() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Integer value = runtime.blockOn(runtime.<Integer>spawnBlocking(() -> 5));
            assertThat(value).isEqualTo(5);
            IOException failure = new IOException("no");
            JoinHandle<Integer> failed =
                    runtime.spawnBlocking(() -> {
                        throw failure;
                    });
            assertThatThrownBy(() -> runtime.blockOn(failed)).isSameAs(failure);
        }
    }

    /** B024: spawn, timers and blockOn work inside. */
    @Test
    void theRuntimeIsThereInside() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            JoinHandle<JoinHandle<Integer>> job =
                    runtime.spawnBlocking(() -> {
                        Moment.now();
                        assertThat(Async.sleep(Duration.ofMillis(1))).isNotNull();
                        Integer two = RuntimeHandle.current().blockOn(Steps.ready(() -> 2));
                        return Async.spawn(Steps.ready(() -> two));
                    });
            JoinHandle<Integer> inner = runtime.blockOn(job);
            assertThat(runtime.<Integer>blockOn(inner)).isEqualTo(2);
        }
    }

    /** B132. */
    @Test
    void metricsCountItsThreads() throws Exception {
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        assertThat(runtime.metrics().blockingThreads()).isZero();
        runtime.blockOn(runtime.<Integer>spawnBlocking(() -> 1));
        assertThat(runtime.metrics().blockingThreads()).isEqualTo(1);
        runtime.close();
        assertThat(runtime.metrics().blockingThreads()).isZero();
        assertThat(runtime.metrics().idleBlockingThreads()).isZero();
    }

    /** B169: the clock stands while a job runs, and its end wakes the parked runtime. */
    @Test
    void aPausedClockStandsStillWhileAJobRuns() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
                EnterGuard _ = runtime.handle().enter()) {
            for (boolean fails : new boolean[] {false, true}) {
                CountDownLatch sleeping = new CountDownLatch(1);
                Moment[] seenByJob = new Moment[1];
                Moment start = Moment.now();
                JoinHandle<Integer> unawaited =
                        runtime.spawnBlocking(() -> {
                            sleeping.await(10, TimeUnit.SECONDS);
                            // Real time for a wrong jump of the clock.
                            new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
                            seenByJob[0] = Moment.now();
                            if (fails) {
                                throw new IOException("job");
                            }
                            return 1;
                        });
                Sleep sleep = Async.sleep(Duration.ofSeconds(10));
                Future<Integer> root =
                        cx -> {
                            sleeping.countDown();
                            return sleep.poll(cx).isPending() ? Poll.pending() : Poll.ready(1);
                        };
                runtime.blockOn(root);
                assertThat(unawaited.isFinished()).isTrue();
                assertThat(seenByJob[0]).isEqualTo(start);
                assertThat(Moment.now().since(start))
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
            }
        }
    }

    @Test
    void aPausedClockJumpsToTheNextTimerWhenNothingCanRun() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
                EnterGuard _ = runtime.handle().enter()) {
            long start = System.nanoTime();
            runtime.spawn(Steps.busy(1000));
            runtime.blockOn(Async.sleep(Duration.ofDays(365)));
            assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        }
    }

    @Test
    void abortOfARunningJobInterruptsIt() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            CountDownLatch started = new CountDownLatch(1);
            JoinHandle<Boolean> job =
                    runtime.spawnBlocking(() -> {
                        started.countDown();
                        return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                    });
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            job.abort();
            assertThatThrownBy(() -> runtime.blockOn(job))
                    .isInstanceOf(yamanote.task.TaskCancelledException.class);
        }
    }
}
