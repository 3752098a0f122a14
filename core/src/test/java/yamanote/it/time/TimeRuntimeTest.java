package yamanote.it.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.sleep;
import static yamanote.Async.sleepUntil;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.timeoutAt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.EnterGuard;
import yamanote.task.JoinHandle;
import yamanote.time.ElapsedException;
import yamanote.time.Interval;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/**
 * Timers inside of a runtime. Restates Tokio's {@code time_sleep.rs}, {@code time_timeout.rs},
 * {@code time_interval.rs}.
 */
@Timeout(30)
class TimeRuntimeTest {
    private static AsyncRuntime paused() {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    /** B146, with the real clock. */
    @Test
    void noSleepEndsEarly() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                List<JoinHandle<Duration>> sleepers = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    Duration length = Duration.ofNanos(i * 211_111L);
                    sleepers.add(
                            spawn(() -> {
                                Moment start = Moment.now();
                                sleep(length).await();
                                return start.elapsed().minus(length);
                            }));
                }
                for (JoinHandle<Duration> sleeper : sleepers) {
                    assertThat(sleeper.await()).isGreaterThanOrEqualTo(Duration.ZERO);
                }
            });
        }
    }

    /** B018, B017. */
    @Test
    void withoutTimersOrRuntimeTheMendIsNamed() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(() -> sleep(ms(1)))
                .withMessageContaining("sleep(duration) needs a runtime")
                .withMessageContaining("blockOn");
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().time(false).build()) {
            runtime.blockOn(() -> {
                assertThatIllegalStateException()
                        .isThrownBy(() -> interval(ms(1)))
                        .withMessage(
                                "timers are off on this runtime: remove time(false) from"
                                        + " its builder");
            });
        }
    }

    /** B157. */
    @Test
    void veryLongTimeoutsAreFarAway() throws Exception {
        Duration forEver = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                String value =
                        timeout(
                                        forEver,
                                        () -> {
                                            sleep(Duration.ofDays(4_000)).await();
                                            return "ended";
                                        })
                                .await();
                assertThat(value).isEqualTo("ended");
            });
        }
    }

    @Test
    void nestedTimeoutsAreToldApartByTheirDeadlines() throws Exception {
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                Moment soon = Moment.now().plus(ms(10));
                var inner = timeoutAt(soon, sleep(Duration.ofHours(1)));
                try {
                    timeout(ms(50), inner).await();
                    throw new AssertionError("no timeout");
                } catch (ElapsedException e) {
                    assertThat(e.deadline()).isEqualTo(soon);
                    assertThat(Moment.now()).isEqualTo(soon);
                }
            });
        }
    }

    /** The exception comes at the deadline; the task is not over before the clean-up is. */
    @Test
    void theTaskAdoptsTheCleanUpOfATimedOutBody() throws Exception {
        List<String> events = new ArrayList<>();
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                spawn(
                                () -> {
                                    try {
                                        timeout(ms(10), cleansUpFor(ms(500), events)).await();
                                    } catch (TimeoutException e) {
                                        events.add("timed out at " + Moment.now());
                                    }
                                })
                        .await();
                events.add("task ended at " + Moment.now());
            });
        }
        assertThat(events)
                .containsExactly(
                        "timed out at 0.01 s", "cleaned up at 0.51 s", "task ended at 0.51 s");
    }

    private static Future<Void> cleansUpFor(Duration time, List<String> events) {
        return async(() -> {
            try {
                sleep(Duration.ofHours(1)).await();
            } finally {
                sleep(time).await();
                events.add("cleaned up at " + Moment.now());
            }
        });
    }

    /** A handle that times out is detached, its task goes on. */
    @Test
    void aTimeoutDoesNotAbortTheTaskOfAHandle() throws Exception {
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                List<String> events = new ArrayList<>();
                var handle =
                        spawn(() -> {
                            sleep(ms(100)).await();
                            events.add("went on");
                        });
                try {
                    timeout(ms(10), handle).await();
                    throw new AssertionError("no timeout");
                } catch (TimeoutException expected) {
                    assertThat(events).isEmpty();
                }
                sleep(ms(100)).await();
                assertThat(events).containsExactly("went on");
            });
        }
    }

    @Test
    void anIntervalTicksAtOnceAndThenEveryPeriod() throws Exception {
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                Moment start = Moment.now();
                Interval interval = interval(ms(300));
                for (int i = 0; i < 5; i++) {
                    Moment due = interval.tick().await();
                    assertThat(due).isEqualTo(start.plus(ms(300L * i)));
                    assertThat(Moment.now()).isEqualTo(due);
                }
            });
        }
    }

    @Test
    void sleepUntilThePastEndsAtOnce() throws Exception {
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                Moment now = Moment.now();
                sleepUntil(now.minus(ms(5))).await();
                assertThat(Moment.now()).isEqualTo(now);
            });
        }
    }

    /** A thread that only entered the runtime arms a timer: the parked driver hears of it. */
    @Test
    void aTimerOfAnotherThreadWakesTheParkedDriver() throws Exception {
        CountDownLatch driving = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Thread driver =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    runtime.blockOn(new Until(end, driving));
                                } catch (Exception e) {
                                    throw new AssertionError(e);
                                }
                            });
            driving.await();
            Sleep sleep;
            try (EnterGuard inside = runtime.handle().enter()) {
                assertThat(inside).isNotNull();
                sleep = sleep(ms(20));
            }
            CountDownLatch woken = new CountDownLatch(1);
            Context cx = Context.of(Waker.of(woken::countDown));
            assertThat(sleep.poll(cx).isPending()).isTrue();
            assertThat(woken.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(sleep.poll(cx).isReady()).isTrue();
            end.countDown();
            Until.wake();
            driver.join();
        }
    }

    /** B154: a sleep of a runtime that was closed does not wait for ever. */
    @Test
    void aSleepOfAClosedRuntimeSaysSo() throws Exception {
        Sleep orphan;
        AsyncRuntime closed = paused();
        try (EnterGuard inside = closed.handle().enter()) {
            assertThat(inside).isNotNull();
            orphan = sleep(ms(5));
        }
        closed.close();
        try (AsyncRuntime other = paused()) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> other.blockOn(orphan))
                    .withMessageContaining("was closed");
        }
    }
}
