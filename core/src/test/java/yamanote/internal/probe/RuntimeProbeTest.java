package yamanote.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static yamanote.Async.async;
import static yamanote.Async.owning;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.runtime.AsyncRuntime;
import yamanote.sync.Notify;

/** What a runtime shows of itself. */
@Timeout(30)
class RuntimeProbeTest {
    private final Notify never = Notify.create();

    private Future<Void> forEver() {
        return async(() -> {
            never.notified().await();
        });
    }

    @Test
    void aTaskShowsItsBodyItsAwaitsAndItsLeaf() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                spawn(() -> owning(() -> {}, forEver().byRef()).await());
                yieldNow().await();
                List<AwaitView> tasks = RuntimeProbe.current().tasks();
                assertThat(tasks).hasSize(1);
                AwaitView task = tasks.getFirst();
                assertThat(task.site()).contains("RuntimeProbeTest.java");
                assertThat(task.awaits())
                        .hasSize(2)
                        .allMatch(line -> line.getFileName().equals("RuntimeProbeTest.java"));
                assertThat(task.leaf()).isEqualTo("NotifyWaiter");
                assertThat(task)
                        .hasToString(
                                task.site()
                                        + "\n    awaits at "
                                        + task.awaits().getFirst()
                                        + "\n    awaits at "
                                        + task.awaits().getLast()
                                        + "\n    waits for NotifyWaiter");
            });
        }
    }

    @Test
    void aBodyThatRunsOrHasNotBegunWaitsForNothing() throws Exception {
        AwaitView view = AwaitView.of(forEver());
        assertThat(view.awaits()).isEmpty();
        assertThat(view).hasToString(view.site() + "\n    runs, or has not begun");
    }

    @Test
    void aCleanUpIsShownInPlaceOfItsBody() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                var gate = Notify.create();
                var task =
                        spawn(() -> {
                            try {
                                forEver().await();
                            } finally {
                                gate.notified().await();
                            }
                        });
                yieldNow().await();
                task.abort();
                yieldNow().await();
                AwaitView view = RuntimeProbe.current().tasks().getFirst();
                assertThat(view.awaits()).hasSize(1);
                assertThat(view.leaf()).isEqualTo("NotifyWaiter");
                gate.notifyOne();
                task.outcome().await();
                assertThat(RuntimeProbe.current().tasks()).isEmpty();
                assertThat(RuntimeProbe.current().aliveTasks()).isZero();
            });
        }
    }

    @Test
    void handlesAndCombinatorsSayWhatTheyWaitFor() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                var task = spawn(forEver());
                assertThat(task.toString()).contains("RuntimeProbeTest.java");
                var both = yamanote.Async.join(task, Futures.ready(1));
                assertThat(both.poll(yamanote.future.Context.noop()).isPending()).isTrue();
                assertThat(AwaitView.of(both).leaf()).isEqualTo("join[" + task + "]");
                task.abort();
                task.outcome().await();
                assertThat(task).hasToString("JoinHandle[ended]");
            });
        }
    }

    @Test
    void armedTimersAreCountedOnEveryRuntime() throws Exception {
        for (var builder :
                List.of(
                        AsyncRuntime.currentThread(),
                        AsyncRuntime.multiThread().workerThreads(2),
                        AsyncRuntime.on(Runnable::run))) {
            try (var runtime = builder.build();
                    var inside = runtime.handle().enter()) {
                assertThat(inside).isNotNull();
                var probe = RuntimeProbe.current();
                var sleep = sleep(Duration.ofHours(1));
                assertThat(sleep.poll(yamanote.future.Context.noop()).isPending()).isTrue();
                assertThat(timers(probe)).isOne();
                sleep.cancel(yamanote.future.Context.noop());
                assertThat(timers(probe)).isZero();
            }
        }
    }

    private static int timers(RuntimeProbe probe) {
        int count;
        do {
            count = probe.pendingTimers();
        } while (count < 0);
        return count;
    }

    @Test
    void blockingJobsAreNamed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(() -> {
                var job = spawnBlocking(() -> end.await());
                assertThat(RuntimeProbe.current().blockingJobs())
                        .singleElement()
                        .asString()
                        .startsWith("blocking job, ");
                end.countDown();
                job.await();
                assertThat(RuntimeProbe.current().blockingJobs()).isEmpty();
            });
        }
    }

    @Test
    void outsideOfARuntimeTheMendIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(RuntimeProbe::current)
                .withMessageContaining("blockOn");
    }
}
