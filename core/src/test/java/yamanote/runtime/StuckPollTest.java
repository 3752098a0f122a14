package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;

/** A poll that blocks holds up nobody else for long, wherever they wait. */
@Timeout(100)
class StuckPollTest {
    private static final int ROUNDS = 3_000;

    /**
     * The other worker may be on its way to sleep, having left the search to the one that gets
     * stuck, when the task comes.
     */
    @Test
    void aTaskFromOutsideRunsBesideAPollThatWaitsForIt() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            for (int i = 0; i < ROUNDS; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                var stuck = runtime.spawn(Steps.ready(waitingFor(ran)));
                for (int spins = i % 300; spins > 0; spins--) {
                    Thread.onSpinWait();
                }
                runtime.spawn(
                        Steps.ready(() -> {
                            ran.countDown();
                            return 0;
                        }));
                assertThat(runtime.blockOn(stuck)).as("round %d", i).isTrue();
            }
        }
    }

    /** After a time in which all sleep, the watchdog too. */
    @Test
    void aTaskThatThePollHasSpawnedLastRunsBesideIt() throws Exception {
        try (var runtime = AsyncRuntime.multiThread().workerThreads(2).build()) {
            for (int i = 0; i < 10; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                var stuck =
                        runtime.spawn(
                                Steps.ready(() -> {
                                    Async.spawn(
                                            Steps.ready(() -> {
                                                ran.countDown();
                                                return 0;
                                            }));
                                    return waitingFor(ran).call();
                                }));
                assertThat(runtime.blockOn(stuck)).as("round %d", i).isTrue();
                assertThat(new CountDownLatch(1).await(10L * i, TimeUnit.MILLISECONDS)).isFalse();
            }
        }
    }

    private static Callable<Boolean> waitingFor(CountDownLatch latch) {
        return () -> latch.await(10, TimeUnit.SECONDS);
    }
}
