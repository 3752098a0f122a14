package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.sleep;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.Async;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.future.Waker;
import yamanote.net.TcpListener;
import yamanote.task.JoinHandle;
import yamanote.time.Sleep;

/**
 * A task that blocks its worker; B118, B121. What is awaited here happens while the worker is
 * stuck: it is stuck until it has happened.
 */
@Timeout(120)
class StuckWorkerTest {
    private final BlockingQueue<StuckWorker> reports = new LinkedBlockingQueue<>();

    private RuntimeBuilder builder(int workers) {
        return AsyncRuntime.multiThread()
                .workerThreads(workers)
                .stuckThreshold(Duration.ofMillis(50))
                .onStuckWorker(reports::add);
    }

    /** B118. */
    @Test
    void tasksInItsLifoSlotAndInItsQueueAreRunByAnother() throws Exception {
        try (AsyncRuntime runtime = builder(2).build()) {
            for (int round = 0; round < 5; round++) {
                CountDownLatch ran = new CountDownLatch(20);
                blockUntil(
                        runtime,
                        ran,
                        cx -> {
                            for (int i = 0; i < 20; i++) {
                                Async.spawn(
                                        Steps.ready(() -> {
                                            ran.countDown();
                                            return 1;
                                        }));
                            }
                        });
            }
        }
    }

    /** As every connection of {@code TcpListener.serve} is one. */
    @Test
    void reportOfAFutureThatOwnsSomethingNamesItsBody() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (AsyncRuntime runtime = builder(2).build()) {
            runtime.spawn(
                    Async.owning(
                            () -> {},
                            () -> {
                                sleep(Duration.ofMillis(1)).await();
                                release.await();
                            }));
            StuckWorker report = reports.poll(20, TimeUnit.SECONDS);
            release.countDown();
            assertThat(report).isNotNull();
            assertThat(report.task()).contains("StuckWorkerTest.java").contains(", last awaited");
        }
    }

    /** B121: timers of its own wheel, with and without another worker. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void timersOnItsWheelFire(int workers) throws Exception {
        try (AsyncRuntime runtime = builder(workers).build()) {
            CountDownLatch fired = new CountDownLatch(3);
            blockUntil(
                    runtime,
                    fired,
                    cx -> {
                        for (int i = 1; i <= 3; i++) {
                            Sleep sleep = sleep(Duration.ofMillis(10 * i));
                            sleep.poll(Context.of(Waker.of(fired::countDown)));
                        }
                    });
        }
    }

    /** B121: the others were parked when it began to block, and it held the driver. */
    @Test
    void socketsAndTimersOfOtherTasksGoOn() throws Exception {
        try (AsyncRuntime runtime = builder(2).build();
                EnterGuard _ = runtime.handle().enter();
                TcpListener listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0))) {
            for (int round = 0; round < 5; round++) {
                CountDownLatch done = new CountDownLatch(2);
                Future<Void> accept = acceptOne(listener, done);
                JoinHandle<Void> accepting = runtime.spawn(accept);
                JoinHandle<Void> sleeping =
                        runtime.spawn(() -> {
                            sleep(Duration.ofMillis(30)).await();
                            done.countDown();
                        });
                Eventually.holds(() -> runtime.metrics().parkUnparks() % 2 == 0);
                try (Socket client = new Socket()) {
                    blockUntil(runtime, done, _ -> client.connect(listener.localAddress()));
                }
                runtime.blockOn(accepting);
                runtime.blockOn(sleeping);
            }
        }
    }

    @Test
    void theReportNamesTheSpawnSiteTheThreadAndItsStack() throws Exception {
        try (AsyncRuntime runtime = builder(2).name("loop").build()) {
            CountDownLatch release = new CountDownLatch(1);
            JoinHandle<Void> task =
                    runtime.spawn(() -> {
                        blockHere(release);
                    });
            StuckWorker report = reports.poll(20, TimeUnit.SECONDS);
            release.countDown();
            runtime.blockOn(task);
            assertThat(report).isNotNull();
            assertThat(report.thread().getName()).startsWith("loop-worker-");
            assertThat(report.task()).contains("StuckWorkerTest.java:");
            assertThat(report.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
            assertThat(report.stack()).anyMatch(f -> f.getMethodName().equals("blockHere"));
            assertThat(report.toString()).contains("loop-worker-", "spawnBlocking", "blockHere");
        }
    }

    /** Each poll once, and no more than one a second. */
    @Test
    void twoStuckAtATimeAreReportedOneAfterTheOther() throws Exception {
        try (AsyncRuntime runtime = builder(3).build()) {
            CountDownLatch release = new CountDownLatch(1);
            List<JoinHandle<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                tasks.add(
                        runtime.spawn(() -> {
                            blockHere(release);
                        }));
            }
            StuckWorker first = reports.poll(20, TimeUnit.SECONDS);
            assertThat(reports).isEmpty();
            StuckWorker second = reports.poll(20, TimeUnit.SECONDS);
            release.countDown();
            for (JoinHandle<Void> task : tasks) {
                runtime.blockOn(task);
            }
            assertThat(first).isNotNull();
            assertThat(second).isNotNull();
            assertThat(second.thread()).isNotSameAs(first.thread());
            assertThat(second.duration()).isGreaterThan(first.duration());
            assertThat(reports).isEmpty();
        }
    }

    @Test
    void aHandlerThatThrowsDoesNotEndTheWatch() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        List<String> log = new ArrayList<>();
        try (LogCapture _ = new LogCapture(log);
                AsyncRuntime runtime =
                        builder(2)
                                .onStuckWorker(_ -> {
                                    called.countDown();
                                    throw new IllegalStateException("handler");
                                })
                                .build()) {
            blockUntil(runtime, called, _ -> {});
            for (int i = 0; i < 5; i++) {
                CountDownLatch ran = new CountDownLatch(1);
                blockUntil(
                        runtime,
                        ran,
                        _ ->
                                Async.spawn(
                                        Steps.ready(() -> {
                                            ran.countDown();
                                            return 1;
                                        })));
            }
        }
        assertThat(log).anyMatch(line -> line.contains("handler"));
    }

    /** A waker that throws, run by the watchdog for the stuck worker's timer. */
    @Test
    void aWakerThatThrowsDoesNotEndTheWatch() throws Exception {
        List<String> log = new ArrayList<>();
        try (LogCapture _ = new LogCapture(log);
                AsyncRuntime runtime = builder(1).build()) {
            for (int i = 0; i < 2; i++) {
                CountDownLatch fired = new CountDownLatch(1);
                blockUntil(
                        runtime,
                        fired,
                        _ -> {
                            sleep(Duration.ofMillis(10))
                                    .poll(
                                            Context.of(
                                                    Waker.of(() -> {
                                                        fired.countDown();
                                                        throw new IllegalStateException("waker");
                                                    })));
                        });
            }
        }
    }

    private interface Step {
        void run(Context cx) throws Exception;
    }

    /** In a task: {@code first}, then blocks its thread until {@code latch} is down. */
    private static void blockUntil(AsyncRuntime runtime, CountDownLatch latch, Step first)
            throws Exception {
        Future<Integer> blocking =
                cx -> {
                    first.run(cx);
                    Eventually.happens(latch);
                    return Poll.ready(1);
                };
        runtime.blockOn(runtime.spawn(blocking));
    }

    private static Future<Void> acceptOne(TcpListener listener, CountDownLatch done) {
        return Async.async(() -> {
            listener.accept().await().close();
            done.countDown();
        });
    }

    private static void blockHere(CountDownLatch release) throws InterruptedException {
        Eventually.happens(release);
    }
}
