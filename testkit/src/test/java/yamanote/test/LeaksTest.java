package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;
import static yamanote.test.AsyncTests.runTest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.future.AsyncAction;
import yamanote.future.Future;
import yamanote.internal.probe.RuntimeProbe;
import yamanote.sync.Notify;

/** What a test leaves behind fails it. */
class LeaksTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    private static UnaryOperator<TestSettings> on(int workers) {
        return s -> (workers == 0 ? s.currentThread() : s.workers(workers)).patience(SHORT);
    }

    private static ThrowableAssertAlternative<AssertionError> assertLeak(
            UnaryOperator<TestSettings> settings, AsyncAction body) {
        return assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> runTest(settings, body))
                .withMessageStartingWith("the test left behind what still runs");
    }

    private static Future<Void> untilSuspended(int tasks) {
        return async(() -> {
            while (RuntimeProbe.current().tasks().size() < tasks) {
                yieldNow().await();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aTaskIsNamedByItsLineAndTheLineOfItsAwait(int workers) {
        Notify never = Notify.create();
        AsyncAction body =
                () -> {
                    spawn(() -> {
                        never.notified().await();
                    });
                    untilSuspended(1).await();
                };
        assertLeak(on(workers), body)
                .withMessageContaining("task yamanote.test.LeaksTest")
                .withMessageContaining("awaits at yamanote.test.LeaksTest")
                .withMessageContaining("waits for NotifyWaiter");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void tasksThatWaitAlikeAreCounted(int workers) {
        Notify never = Notify.create();
        AsyncAction body =
                () -> {
                    for (int i = 0; i < 100; i++) {
                        spawn(() -> {
                            never.notified().await();
                        });
                    }
                    untilSuspended(100).await();
                };
        assertLeak(on(workers), body).withMessageContaining("100 tasks yamanote.test.LeaksTest");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aTaskThatIsAboutToEndIsNone(int workers) throws Exception {
        runTest(
                workers == 0 ? TestSettings::currentThread : s -> s.workers(workers),
                () -> {
                    for (int i = 0; i < 20; i++) {
                        spawn(() -> {
                            for (int round = 0; round < 20; round++) {
                                yieldNow().await();
                            }
                        });
                    }
                });
    }

    @Test
    void aPausedClockDoesNotWaitForTimersOfWhatIsLeft() {
        AsyncAction body =
                () -> {
                    spawn(() -> sleep(Duration.ofHours(1)).await());
                };
        assertLeak(s -> s.paused().patience(SHORT), body)
                .withMessageContaining("waits for Sleep[until 3600 s]");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aTimerThatWasPolledByHandIsOne(int workers) throws Exception {
        AsyncAction left = () -> TestTask.of(sleep(Duration.ofHours(1))).assertPending();
        assertLeak(on(workers), left).withMessageContaining("armed timers of no task: 1");
        runTest(
                on(workers),
                () -> {
                    var hand = TestTask.of(sleep(Duration.ofHours(1)));
                    hand.assertPending();
                    assertThat(hand.cancel()).isTrue();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void aBlockingJobIsOne(int workers) {
        CountDownLatch never = new CountDownLatch(1);
        AsyncAction body =
                () -> {
                    spawnBlocking(() -> never.await());
                };
        assertLeak(s -> on(workers).apply(s).patience(SHORT), body)
                .withMessageContaining("blocking job, a lambda in yamanote.test.LeaksTest");
    }

    @Test
    void whatIsAllowedIsCancelledAtTheEnd() throws Exception {
        AtomicBoolean cleanedUp = new AtomicBoolean();
        runTest(
                TestSettings::allowLeaks,
                () -> {
                    spawn(() -> {
                        try {
                            Notify.create().notified().await();
                        } finally {
                            cleanedUp.set(true);
                        }
                    });
                    yieldNow().await();
                });
        assertThat(cleanedUp).isTrue();
    }

    @Test
    void aFailedBodyIsNotAskedWhatItLeft() {
        assertThatCode(() ->
                        runTest(() -> {
                            spawn(() -> Notify.create().notified().await());
                            throw new IllegalStateException("first");
                        }))
                .hasMessage("first");
    }
}
