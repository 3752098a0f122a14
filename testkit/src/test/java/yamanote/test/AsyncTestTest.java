package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.test.AsyncTests.runTest;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import yamanote.runtime.RuntimeHandle;
import yamanote.time.TestClock;

/** The annotation sets what {@code runTest} begins with. */
@AsyncTest(paused = true, seed = 42, timeout = 7)
class AsyncTestTest {
    private TestSettings inSetUp = TestSettings.inScope();

    @BeforeEach
    void setUp() {
        inSetUp = TestSettings.inScope();
    }

    @Test
    void itReachesTheTestsOfTheClass() throws Exception {
        runTest(() -> assertThat(TestClock.isPaused()).isTrue());
        assertThat(TestSettings.inScope().nextSeed()).isEqualTo(42);
        assertThat(TestSettings.inScope().timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @RepeatedTest(1)
    void itReachesSetUpAndTemplates() throws Exception {
        assertThat(inSetUp.timeout()).isEqualTo(Duration.ofSeconds(7));
        runTest(() -> assertThat(TestClock.isPaused()).isTrue());
    }

    @Test
    void theTestItselfComesLast() throws Exception {
        runTest(s -> s.paused(false), () -> assertThat(TestClock.isPaused()).isFalse());
    }

    @Test
    @AsyncTest(workers = 1)
    void thatOfAMethodSaysEverythingAnew() throws Exception {
        assertThat(TestSettings.inScope().timeout()).isEqualTo(Duration.ofSeconds(30));
        runTest(() -> {
            int worker = yamanote.Async.spawn(() -> RuntimeHandle.workerIndex().getAsInt()).await();
            assertThat(worker).isZero();
        });
    }

    @Nested
    class Inside {
        @Test
        void itReachesNestedClasses() throws Exception {
            runTest(() -> assertThat(TestClock.isPaused()).isTrue());
        }
    }

    @Nested
    @AsyncTest
    class WithItsOwn {
        @Test
        void theNearestCounts() throws Exception {
            runTest(() -> assertThat(TestClock.isPaused()).isFalse());
        }
    }

    @Test
    void itDoesNotReachOtherThreads() throws Exception {
        Duration[] seen = new Duration[1];
        Thread other = Thread.ofPlatform().start(() -> seen[0] = TestSettings.inScope().timeout());
        other.join();
        assertThat(seen[0]).isEqualTo(Duration.ofSeconds(30));
    }
}
