package yamanote.task;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yamanote.future.Future;
import yamanote.future.Futures;
import yamanote.sync.Oneshot;

/** Tokio's {@code task/abort_on_drop.rs}. */
@Timeout(60)
class AbortOnDropTest {
    private final List<String> log = new CopyOnWriteArrayList<>();

    private Future<Integer> endless(Oneshot.Channel<Integer> running) {
        return async(() -> {
            try {
                running.sender().send(1);
                return Futures.<Integer>pending().await();
            } finally {
                yieldNow().await();
                log.add("cleaned up");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void givesTheValueLikeItsHandle(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var task = AbortOnDrop.of(spawn(() -> 7));
                assertThat(task.await()).isEqualTo(7);
                assertThat(task.await()).isEqualTo(7);
                task.close();
                assertThat(task.isFinished()).isTrue();
                assertThat(task.detach().await()).isEqualTo(7);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void closeAbortsTheTask(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                JoinHandle<Integer> handle = spawn(endless(running));
                try (var _ = AbortOnDrop.of(handle)) {
                    running.receiver().await();
                }
                assertThat(handle.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
            });
        }
    }

    /** A timeout over a handle detaches; over this it aborts, and the clean-up is ours. */
    @ParameterizedTest
    @EnumSource
    void timeoutAbortsTheTaskAndItsCleanUpIsThatOfTheAwaiter(Flavour flavour) throws Exception {
        List<Throwable> unread = new CopyOnWriteArrayList<>();
        try (var runtime = flavour.builder().onUnhandledFailure((_, t) -> unread.add(t)).build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                JoinHandle<Void> awaiter =
                        spawn(() -> {
                            var task = AbortOnDrop.of(spawn(endless(running)));
                            running.receiver().await();
                            try {
                                timeout(Duration.ofMillis(1), task).await();
                            } catch (TimeoutException e) {
                                log.add("timed out");
                            }
                        });
                awaiter.await();
                assertThat(log).containsExactlyInAnyOrder("timed out", "cleaned up");
            });
        }
        assertThat(unread).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void abortedAwaiterTakesTheTaskWithIt(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var running = Oneshot.<Integer>channel();
                JoinHandle<Integer> awaiter =
                        spawn(() -> AbortOnDrop.of(spawn(endless(running))).await());
                running.receiver().await();
                awaiter.abort();
                assertThat(awaiter.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                assertThat(log).containsExactly("cleaned up");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void detachedTaskGoesOn(Flavour flavour) throws Exception {
        try (var runtime = flavour.build()) {
            runtime.blockOn(() -> {
                var start = Oneshot.<Integer>channel();
                var task = AbortOnDrop.of(spawn(() -> start.receiver().await()));
                JoinHandle<Integer> handle = task.detach();
                task.close();
                start.sender().send(3);
                assertThat(handle.await()).isEqualTo(3);
            });
        }
    }
}
