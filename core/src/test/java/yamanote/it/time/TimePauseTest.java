package yamanote.it.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.Future;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;
import yamanote.time.TestClock;

/** The paused clock of a current-thread runtime. Restates Tokio's {@code time_pause.rs}. */
@Timeout(30)
class TimePauseTest {
    private final AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build();

    @AfterEach
    void close() {
        runtime.close();
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1_000);
    }

    /** B168. */
    @Test
    void aSleepOfTenHoursEndsAtOnce() throws Exception {
        runtime.blockOn(() -> {
            Moment start = Moment.now();
            sleep(Duration.ofHours(10)).await();
            assertThat(start.elapsed()).isEqualTo(Duration.ofHours(10));
        });
    }

    /** B146. */
    @Test
    void aSleepIsRoundedUpToTheNextMillisecond() throws Exception {
        runtime.blockOn(() -> {
            Moment start = Moment.now();
            sleep(Duration.ofNanos(1_000_001)).await();
            assertThat(start.elapsed()).isEqualTo(Duration.ofMillis(2));
        });
    }

    /** B169: the job takes longer, in real time, than the timeout in virtual time. */
    @Test
    void timeStandsStillWhileABlockingJobRuns() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        runtime.blockOn(() -> {
            Moment start = Moment.now();
            JoinHandle<Integer> job =
                    spawnBlocking(() -> {
                        boolean done = never.await(100, TimeUnit.MILLISECONDS);
                        return done ? 1 : 2;
                    });
            assertThat(timeout(Duration.ofMillis(1), job).await()).isEqualTo(2);
            assertThat(start.elapsed()).isZero();
        });
    }

    /** B169: the end of a job that nobody awaits lets the parked runtime go on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void timeGoesOnWhenAnUnawaitedBlockingJobHasEnded(boolean failing) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        runtime.blockOn(() -> {
            JoinHandle<String> job =
                    spawnBlocking(() -> {
                        release.await();
                        if (failing) {
                            throw new IllegalArgumentException("on purpose");
                        }
                        return "done";
                    });
            Future<Void> sleep = sleep(Duration.ofSeconds(1));
            release.countDown();
            sleep.await();
            assertThat(job.isFinished()).isTrue();
            job.outcome().await();
        });
    }

    /** B170. */
    @ParameterizedTest
    @ValueSource(longs = {1, 999, 1_000, 51_592, 10_000_000})
    void advanceMovesByExactlyWhatIsAsked(long micros) throws Exception {
        runtime.blockOn(() -> {
            Moment start = Moment.now();
            TestClock.advance(micros(micros)).await();
            assertThat(start.elapsed()).isEqualTo(micros(micros));
        });
    }

    /** B170: tasks woken by the timers that are due run before the task that advanced. */
    @Test
    void advanceFiresWhatIsDueAndYieldsOnce() throws Exception {
        List<String> order = new ArrayList<>();
        runtime.blockOn(() -> {
            var sleeper =
                    spawn(() -> {
                        sleep(Duration.ofMillis(10)).await();
                        order.add("due");
                    });
            var later =
                    spawn(() -> {
                        sleep(Duration.ofMillis(11)).await();
                        order.add("not due");
                    });
            spawn(
                            () -> {
                                TestClock.advance(Duration.ofMillis(10)).await();
                                order.add("advanced");
                            })
                    .await();
            sleeper.await();
            later.await();
        });
        assertThat(order).containsExactly("due", "advanced", "not due");
    }

    /** B171. */
    @Test
    void offsetsBelowAMillisecondDoNotFireATimerEarly() throws Exception {
        runtime.blockOn(() -> {
            TestClock.advance(micros(500)).await();
            JoinHandle<Void> sleeper =
                    spawn(() -> {
                        sleep(Duration.ofMillis(1)).await();
                    });
            TestClock.advance(micros(0)).await();
            for (int i = 0; i < 14; i++) {
                TestClock.advance(micros(100)).await();
                TestClock.advance(micros(0)).await();
                assertThat(sleeper.isFinished()).as("at %s", Moment.now()).isFalse();
            }
            TestClock.advance(micros(100)).await();
            TestClock.advance(micros(0)).await();
            assertThat(sleeper.isFinished()).as("at %s", Moment.now()).isTrue();
        });
    }

    /** B172: with a seed, order and times are the same in each run. */
    @Test
    void twoRunsOfTenThousandSleepsAreIdentical() throws Exception {
        assertThat(recordedSleeps(7)).isEqualTo(recordedSleeps(7)).hasSize(10_000);
        assertThat(recordedSleeps(7)).isNotEqualTo(recordedSleeps(8));
    }

    private static List<String> recordedSleeps(long seed) throws Exception {
        List<String> events = new ArrayList<>();
        Random random = new Random(seed);
        try (AsyncRuntime fresh =
                AsyncRuntime.currentThread().startPaused(true).randomSeed(seed).build()) {
            fresh.blockOn(new Sleepers(events, random, 10_000));
        }
        return events;
    }

    /** B173. */
    @Test
    void afterResumeTimeGoesOnFromTheAdvancedInstant() throws Exception {
        runtime.blockOn(() -> {
            TestClock.advance(Duration.ofHours(5)).await();
            Moment before = Moment.now();
            TestClock.resume();
            sleep(Duration.ofMillis(3)).await();
            assertThat(before.elapsed()).isBetween(Duration.ofMillis(3), Duration.ofHours(1));
            TestClock.pause();
            assertThat(TestClock.isPaused()).isTrue();
            Moment again = Moment.now();
            sleep(Duration.ofHours(1)).await();
            assertThat(again.elapsed()).isBetween(Duration.ofHours(1), Duration.ofMinutes(61));
        });
    }

    @Test
    void misuseNamesTheMend() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(TestClock::pause)
                .withMessageContaining("needs a runtime");
        runtime.blockOn(() -> {
            assertThatIllegalStateException()
                    .isThrownBy(TestClock::pause)
                    .withMessageContaining("resume()");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TestClock.advance(Duration.ofMillis(-1)));
            TestClock.resume();
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(TestClock::resume)
                    .withMessageContaining("pause()");
        });
    }
}
