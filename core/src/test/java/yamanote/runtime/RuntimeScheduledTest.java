package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.time.Moment;
import yamanote.time.TestClock;

/** A runtime as a ScheduledExecutorService; on a paused clock where times are told. */
@Timeout(60)
class RuntimeScheduledTest {
    private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();
    private final ScheduledExecutorService executor = runtime.handle().asExecutorService();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        runtime.close();
    }

    private void event(String what) {
        events.add(what + " at " + Moment.now());
    }

    private void sleep(long millis) throws Exception {
        runtime.blockOn(() -> Async.sleep(Duration.ofMillis(millis)).await());
    }

    @Test
    void jobsRunAtTheirTimes() throws Exception {
        executor.schedule(() -> event("late"), 200, TimeUnit.MILLISECONDS);
        ScheduledFuture<Integer> value =
                executor.schedule(
                        () -> {
                            event("early");
                            return 4;
                        },
                        100,
                        TimeUnit.MILLISECONDS);
        executor.schedule(() -> event("at once"), -5, TimeUnit.SECONDS);
        assertThat(value.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(100);
        sleep(150);
        assertThat(value.get()).isEqualTo(4);
        assertThat(value.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(-50);
        sleep(100);
        executor.shutdown();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(events).containsExactly("at once at 0 s", "early at 0.1 s", "late at 0.2 s");
    }

    @Test
    void aFixedRateCountsFromTheBeginning() throws Exception {
        ScheduledFuture<?> job =
                executor.scheduleAtFixedRate(() -> event("tick"), 10, 30, TimeUnit.MILLISECONDS);
        sleep(105);
        assertThat(job.cancel(false)).isTrue();
        sleep(1_000);
        assertThat(events)
                .containsExactly(
                        "tick at 0.01 s", "tick at 0.04 s", "tick at 0.07 s", "tick at 0.1 s");
        assertThatThrownBy(job::get).isInstanceOf(CancellationException.class);
    }

    /** Both are 45 ms late at first. */
    @Test
    void aFixedDelayCountsFromTheEndAndARateCatchesUp() throws Exception {
        executor.scheduleWithFixedDelay(() -> event("delay"), 10, 30, TimeUnit.MILLISECONDS);
        executor.scheduleAtFixedRate(() -> event("rate"), 10, 30, TimeUnit.MILLISECONDS);
        runtime.blockOn(() -> TestClock.advance(Duration.ofMillis(55)).await());
        sleep(50);
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "delay at 0.055 s",
                        "rate at 0.055 s",
                        "rate at 0.055 s",
                        "rate at 0.07 s",
                        "delay at 0.085 s",
                        "rate at 0.1 s");
    }

    /** The exception ends it, and is what get() throws. */
    @Test
    void aPeriodicJobThatThrowsIsNotRunAgain() throws Exception {
        IllegalStateException thrown = new IllegalStateException("on purpose");
        AtomicInteger runs = new AtomicInteger();
        ScheduledFuture<?> job =
                executor.scheduleAtFixedRate(
                        () -> {
                            if (runs.incrementAndGet() == 3) {
                                throw thrown;
                            }
                        },
                        0,
                        10,
                        TimeUnit.MILLISECONDS);
        sleep(1_000);
        assertThat(runs).hasValue(3);
        assertThatThrownBy(job::get).cause().isSameAs(thrown);
    }

    @Test
    void aCancelledJobLeavesNoTimer() throws Exception {
        ScheduledFuture<?> job = executor.schedule(() -> event("never"), 1, TimeUnit.HOURS);
        sleep(1);
        assertThat(runtime.metrics().aliveTasks()).isOne();
        assertThat(job.cancel(false)).isTrue();
        sleep(1);
        assertThat(runtime.metrics().aliveTasks()).isZero();
        executor.shutdown();
        assertThat(executor.isTerminated()).isTrue();
    }

    @Test
    void afterShutdownJobsStillRunOncePeriodicOnesDoNot() throws Exception {
        ScheduledFuture<?> periodic =
                executor.scheduleAtFixedRate(
                        () -> event("periodic"), 10, 10, TimeUnit.MILLISECONDS);
        ScheduledFuture<Integer> once =
                executor.schedule((Callable<Integer>) () -> 1, 50, TimeUnit.MILLISECONDS);
        executor.shutdown();
        assertThat(periodic.isCancelled()).isTrue();
        assertThat(executor.isTerminated()).isFalse();
        sleep(100);
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(once.resultNow()).isEqualTo(1);
        assertThat(events).isEmpty();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.schedule(() -> {}, 1, TimeUnit.SECONDS));
    }

    @Test
    void shutdownNowGivesBackWhatIsScheduled() throws Exception {
        ScheduledFuture<?> hour = executor.schedule(() -> event("hour"), 1, TimeUnit.HOURS);
        ScheduledFuture<?> tick =
                executor.scheduleAtFixedRate(() -> event("tick"), 1, 1, TimeUnit.HOURS);
        assertThat(executor.shutdownNow()).containsExactly((Runnable) hour, (Runnable) tick);
        assertThat(executor.isTerminated()).isTrue();
        assertThat(hour.isDone()).isFalse();
        sleep(1);
        assertThat(runtime.metrics().aliveTasks()).isZero();
    }

    @Test
    void closingTheRuntimeCancelsWhatIsScheduled() {
        ScheduledFuture<?> hour = executor.schedule(() -> event("hour"), 1, TimeUnit.HOURS);
        runtime.close();
        assertThat(hour.isCancelled()).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> executor.schedule(() -> {}, 1, TimeUnit.SECONDS));
    }

    @Test
    void misuseIsSaidAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> executor.scheduleAtFixedRate(() -> {}, 0, 0, TimeUnit.SECONDS))
                .withMessage("period must be > 0, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> executor.scheduleWithFixedDelay(() -> {}, 0, -1, TimeUnit.SECONDS))
                .withMessage("delay must be > 0, was -1");
        try (AsyncRuntime timeless = AsyncRuntime.currentThread().time(false).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() ->
                            timeless.handle()
                                    .asExecutorService()
                                    .schedule(() -> {}, 1, TimeUnit.SECONDS))
                    .withMessageContaining("time(false)");
        }
    }

    @Test
    void delaysAreComparable() {
        var soon = executor.schedule(() -> {}, 1, TimeUnit.SECONDS);
        var late = executor.schedule(() -> {}, 1, TimeUnit.HOURS);
        assertThat(soon.compareTo(late)).isNegative();
        assertThat(late.compareTo(soon)).isPositive();
        assertThat(soon.compareTo(soon)).isZero();
    }

    /** On a running clock: periodic and other jobs, cancels and the end. */
    @Test
    void manyJobsOnARunningClock() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        int cancelled = 0;
        CountDownLatch ticks = new CountDownLatch(50);
        try (AsyncRuntime multi = Flavour.MULTI_THREAD.build()) {
            ScheduledExecutorService view = multi.handle().asExecutorService();
            view.scheduleAtFixedRate(ticks::countDown, 0, 1, TimeUnit.MILLISECONDS);
            for (int i = 0; i < 20_000; i++) {
                ScheduledFuture<?> job =
                        view.schedule(ran::incrementAndGet, i % 20, TimeUnit.MILLISECONDS);
                if (i % 4 == 0 && job.cancel(false)) {
                    cancelled++;
                }
            }
            Eventually.happens(ticks);
            view.close();
            assertThat(view.isTerminated()).isTrue();
        }
        assertThat(ran.get() + cancelled).isEqualTo(20_000);
    }

    /** A cancel between two runs leaves nothing that termination would wait for. */
    @Test
    void cancelMayRaceWithTheEndOfARun() throws Exception {
        try (AsyncRuntime multi = Flavour.MULTI_THREAD.build()) {
            for (int i = 0; i < 500; i++) {
                ScheduledExecutorService view = multi.handle().asExecutorService();
                CountDownLatch ran = new CountDownLatch(1);
                ScheduledFuture<?> job =
                        view.scheduleAtFixedRate(ran::countDown, 0, 1, TimeUnit.DAYS);
                Eventually.happens(ran);
                job.cancel(false);
                view.shutdown();
                assertThat(view.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void whatThrowsOnceIsTheFutures() throws Exception {
        IOException gone = new IOException("gone");
        ScheduledFuture<Integer> failed =
                executor.schedule(
                        (Callable<Integer>)
                                () -> {
                                    throw gone;
                                },
                        1,
                        TimeUnit.MILLISECONDS);
        sleep(10);
        assertThatThrownBy(failed::get).cause().isSameAs(gone);
    }
}
