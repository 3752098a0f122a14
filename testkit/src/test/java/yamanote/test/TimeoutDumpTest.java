package yamanote.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static yamanote.Async.async;
import static yamanote.Async.join;
import static yamanote.Async.spawn;
import static yamanote.test.AsyncTests.runTest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.CancelledError;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.internal.probe.RuntimeProbe;
import yamanote.sync.Notify;

/** A test that does not end: it is ended, and told what it waited for. */
@Timeout(60)
class TimeoutDumpTest {
    private static final UnaryOperator<TestSettings> AT_ONCE =
            s -> s.timeout(Duration.ofMillis(1)).patience(Duration.ofMillis(50));

    @Test
    void aBodyThatWaitsForEverIsCancelled() {
        List<String> events = new ArrayList<>();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        runTest(
                                AT_ONCE,
                                () -> {
                                    try {
                                        Notify.create().notified().await();
                                    } finally {
                                        events.add("cleaned up");
                                    }
                                }))
                .withMessageStartingWith("the test took longer than 1 ms; what it waits for:")
                .withMessageContaining("the body, yamanote.test.TimeoutDumpTest");
        assertThat(events).containsExactly("cleaned up");
    }

    @Test
    void aCleanUpThatDoesNotEndIsGivenUp() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() ->
                        runTest(
                                AT_ONCE,
                                () -> {
                                    try {
                                        Notify.create().notified().await();
                                    } finally {
                                        Notify.create().notified().await();
                                    }
                                }))
                .withMessageStartingWith("the test took longer");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    /** Its finally runs all the same, up to the first await. */
    @Test
    void aBodyThatIsGivenUpIsCancelledFirst() throws Exception {
        List<String> events = new ArrayList<>();
        var body =
                new TestBody<>(
                        async(() -> {
                            try {
                                Notify.create().notified().await();
                            } finally {
                                events.add("cleaning up");
                                Notify.create().notified().await();
                                events.add("cleaned up");
                            }
                        }));
        var task = TestTask.of(body);
        task.assertPending();
        body.giveUp();
        assertThat(task.isWoken()).isTrue();
        task.assertThrows(CancelledError.class);
        assertThat(events).containsExactly("cleaning up");
    }

    @Test
    void aBodyThatBlocksIsInterrupted() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> runTest(AT_ONCE, () -> never.await()))
                .withMessageStartingWith("the test took longer")
                .satisfies(e ->
                        assertThat(e.getSuppressed()[0]).isInstanceOf(InterruptedException.class));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theDumpNamesEveryTaskWithItsAwaits() throws Exception {
        Notify never = Notify.create();
        Notify asked = Notify.create();
        List<String> dump = new ArrayList<>();
        Future<Void> inner =
                async(() -> {
                    never.notified().await();
                });
        runTest(
                s -> s.allowLeaks(),
                () -> {
                    var task = spawn(() -> inner.await());
                    spawn(() -> join(task, Futures.pending()).await());
                    spawn(() -> {
                        asked.notified().await();
                        dump.addAll(Dump.tasks(RuntimeProbe.current()));
                    });
                    spawn(() -> {}).await();
                    asked.notifyOne();
                    spawn(() -> {}).await();
                    spawn(() -> {}).await();
                });
        assertThat(String.join("\n", dump))
                .containsPattern(
                        "task yamanote.test.TimeoutDumpTest\\..*\\(TimeoutDumpTest.java:\\d+\\)\n"
                                + "      awaits at .*\\(TimeoutDumpTest.java:\\d+\\)\n"
                                + "      awaits at .*\\(TimeoutDumpTest.java:\\d+\\)\n"
                                + "      waits for NotifyWaiter")
                .containsPattern("waits for join\\[JoinHandle\\[.*\\(TimeoutDumpTest.java:\\d+\\)");
    }
}
