package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.selectAny;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.test.AsyncTests.runTest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.runtime.RuntimeHandle;
import yamanote.time.Moment;

/** An async body as a test. */
class RunTestTest {
    @Test
    void theValueOfTheBodyComesBack() throws Exception {
        assertThat(runTest(() -> spawn(() -> 42).await()).intValue()).isEqualTo(42);
        assertThat(AsyncTests.<String>runTest(Futures.ready("early"))).isEqualTo("early");
    }

    @Test
    void theFailureIsTheVeryInstanceAndTellsTheSeed() {
        IOException broken = new IOException("broken");
        assertThatThrownBy(() ->
                        runTest(
                                s -> s.seed(42),
                                () -> {
                                    throw broken;
                                }))
                .isSameAs(broken);
        assertThat(broken.getSuppressed())
                .singleElement()
                .hasToString("the seed of this run was 42: -Dyamanote.test.seed=42 uses it again");
    }

    @Test
    void theBodyRunsOnTheCallingThreadAndTasksOnWorkers() throws Exception {
        Thread caller = Thread.currentThread();
        runTest(
                s -> s.workers(2),
                () -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    Thread other = spawn(() -> Thread.currentThread()).await();
                    assertThat(other).isNotSameAs(caller);
                    assertThat(spawn(() -> RuntimeHandle.workerIndex().isPresent()).await())
                            .isTrue();
                });
    }

    @Test
    void aPausedClockMakesHoursPassAtOnce() throws Exception {
        runTest(
                TestSettings::paused,
                () -> {
                    Moment start = Moment.now();
                    sleep(Duration.ofHours(10)).await();
                    assertThat(start.elapsed()).isEqualTo(Duration.ofHours(10));
                });
    }

    @Test
    void theSameSeedMakesTheSameChoices() throws Exception {
        assertThat(choices(7)).isEqualTo(choices(7)).isNotEqualTo(choices(8));
    }

    private static List<Integer> choices(long seed) throws Exception {
        List<Integer> winners = new ArrayList<>();
        runTest(
                s -> s.seed(seed),
                () -> {
                    for (int i = 0; i < 64; i++) {
                        List<Future<Integer>> all = new ArrayList<>();
                        for (int branch = 0; branch < 10; branch++) {
                            all.add(Futures.ready(branch));
                        }
                        winners.add(selectAny(all).await().value());
                    }
                });
        return winners;
    }

    @Test
    void aFailureThatNobodyReadsFailsTheTest() {
        IOException broken = new IOException("broken");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        runTest(() -> {
                            spawn(() -> {
                                throw broken;
                            });
                        }))
                .withMessageContaining("nobody has read the failure of the task")
                .withMessageContaining("RunTestTest.java")
                .withCause(broken);
    }

    @Test
    void aFailureThatNobodyReadsIsSuppressedByThatOfTheBody() {
        assertThatThrownBy(() ->
                        runTest(() -> {
                            spawn(() -> {
                                throw new IOException("in a task");
                            });
                            spawn(() -> {}).await();
                            throw new IOException("in the body");
                        }))
                .hasMessage("in the body")
                .satisfies(e ->
                        assertThat(e.getSuppressed()[0])
                                .isInstanceOf(AssertionError.class)
                                .hasRootCauseMessage("in a task"));
    }

    @Test
    void aPausedClockNeedsOneThread() {
        assertThatIllegalStateException()
                .isThrownBy(() -> runTest(s -> s.workers(2).paused(), Futures.ready(1)))
                .withMessageContaining("paused(false)");
    }

    @Test
    void misuseOfSettingsNamesTheMend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSettings.inScope().workers(0))
                .withMessageContaining("currentThread()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSettings.inScope().timeout(Duration.ofMillis(-1)));
    }

    @Test
    void aFutureIsRunAsItIs() throws Exception {
        Future<Integer> future = async(() -> 1);
        assertThat(AsyncTests.<Integer>runTest(s -> s.timeout(Duration.ZERO), future)).isEqualTo(1);
    }
}
