package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.task.JoinHandle;

/** The end of a multi-thread runtime some of whose threads block. */
@Timeout(120)
class StuckShutdownTest {
    private static AsyncRuntime runtime() {
        return AsyncRuntime.multiThread().workerThreads(2).build();
    }

    /** B034, B037: only the poll that blocks is waited for, and not beyond the deadline. */
    @Test
    void aPollThatBlocksIsNamedAtTheDeadlineAndItsThreadEndsTheRest() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .shutdownTimeout(Duration.ofMillis(100))
                        .build();
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JoinHandle<Boolean> stuck =
                runtime.spawn(() -> {
                    blocking.countDown();
                    release.await(60, TimeUnit.SECONDS);
                    sleep(Duration.ofDays(1)).await();
                    return true;
                });
        Eventually.happens(blocking);
        try (LogCapture _ = new LogCapture(log)) {
            runtime.close();
        }
        assertThat(log).anyMatch(line -> line.contains("StuckShutdownTest.java:"));
        assertThat(stuck.isFinished()).isFalse();
        release.countDown();
        Eventually.holds(stuck::isFinished);
    }

    /** B037: when it comes back in time, it is cancelled and nothing is named. */
    @Test
    void aPollThatBlocksIsWaitedForAndThenCancelled() throws Exception {
        for (boolean inPlace : new boolean[] {false, true}) {
            AsyncRuntime runtime = runtime();
            CountDownLatch blocking = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            AtomicBoolean cleaned = new AtomicBoolean();
            JoinHandle<Void> task =
                    runtime.spawn(() -> {
                        try {
                            if (inPlace) {
                                Async.blockInPlace(() -> {
                                    blocking.countDown();
                                    Eventually.happens(release);
                                });
                            } else {
                                blocking.countDown();
                                Eventually.happens(release);
                            }
                            sleep(Duration.ofDays(1)).await();
                        } finally {
                            cleaned.set(true);
                        }
                    });
            Eventually.happens(blocking);
            Thread closer = Thread.ofPlatform().start(runtime::close);
            Eventually.holds(() -> Hand.isCancelled(runtime.spawn(Steps.ready(() -> 1))));
            release.countDown();
            Eventually.ends(closer);
            assertThat(task.isFinished()).isTrue();
            assertThat(cleaned).isTrue();
        }
    }

    /** B029, B030: what no worker came to cancel is cancelled by the one that closes. */
    @Test
    void tasksBehindAPollThatBlocksAreCancelledAtTheDeadline() throws Exception {
        AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(1)
                        .shutdownTimeout(Duration.ofMillis(100))
                        .build();
        Gate<Integer> idle = new Gate<>();
        Gate<Integer> fresh = new Gate<>();
        JoinHandle<Integer> waiting = runtime.spawn(idle);
        Eventually.holds(() -> idle.polls.get() > 0);
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JoinHandle<Integer> stuck =
                runtime.spawn(
                        Steps.ready(() -> {
                            blocking.countDown();
                            Eventually.happens(release);
                            return 5;
                        }));
        Eventually.happens(blocking);
        JoinHandle<Integer> queued = runtime.spawn(fresh);
        runtime.close();
        assertThat(Hand.isCancelled(waiting)).isTrue();
        assertThat(Hand.isCancelled(queued)).isTrue();
        assertThat(idle.cancels).hasValue(1);
        assertThat(fresh.cancels).hasValue(1);
        assertThat(fresh.polls).hasValue(0);
        release.countDown();
        Eventually.holds(stuck::isFinished);
        assertThat(Hand.value(stuck)).isEqualTo(5);
    }

    /** Its thread finds the runtime closed when it comes back. */
    @Test
    void aTaskThatBlocksInPlaceIsNamedAndItsThreadEndsIt() throws Exception {
        List<String> log = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                AsyncRuntime.multiThread()
                        .workerThreads(2)
                        .shutdownTimeout(Duration.ofMillis(100))
                        .build();
        CountDownLatch blocking = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JoinHandle<Integer> task =
                runtime.spawn(() -> {
                    Async.blockInPlace(() -> {
                        blocking.countDown();
                        Eventually.happens(release);
                    });
                    return spawn(Steps.yielding(1)).await();
                });
        Eventually.happens(blocking);
        try (LogCapture _ = new LogCapture(log)) {
            runtime.close();
        }
        assertThat(log).anyMatch(line -> line.contains("StuckShutdownTest.java:"));
        release.countDown();
        Eventually.holds(task::isFinished);
    }
}
