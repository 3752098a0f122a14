package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;

/** Tasks against futures: a task is a work order, it runs whether anybody waits for it or not. */
class TasksTest {
    private final Shop shop = new Shop();
    private final List<String> log = new ArrayList<>();

    private Future<Void> say(String what) {
        return async(() -> {
            log.add(what);
        });
    }

    @Test
    void spawnedTaskRunsWithoutBeingAwaited() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        spawn(say("logged in the background"));
                        assertThat(log).isEmpty(); // the spawner goes on first
                        yieldNow().await();
                        assertThat(log).containsExactly("logged in the background");
                    }));
        }
    }

    @Test
    void handleGivesTheResultLater() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        JoinHandle<Shop.User> handle = spawn(shop.fetchUser(42));
                        log.add("other work");
                        assertThat(handle.await().id()).isEqualTo(42);
                    }));
        }
        assertThat(log).containsExactly("other work");
    }

    /**
     * In Tokio, too, a dropped handle detaches: the guide's state diagram says it cancels, which is
     * wrong.
     */
    @Test
    void droppedHandleDetaches() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        var _ = spawn(say("still runs"));
                        sleep(Duration.ofMillis(1)).await();
                    }));
        }
        assertThat(log).containsExactly("still runs");
    }

    @Test
    void abortCancelsAtTheAwaitAndRunsFinally() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(
                    async(() -> {
                        JoinHandle<Void> handle =
                                spawn(() -> {
                                    try {
                                        sleep(Duration.ofHours(1)).await();
                                    } finally {
                                        log.add("cleaned up");
                                    }
                                });
                        yieldNow().await();
                        handle.abort();
                        assertThat(handle.outcome().await()).isInstanceOf(Outcome.Cancelled.class);
                    }));
        }
        assertThat(log).containsExactly("cleaned up");
    }

    @Test
    void awaitingAnAbortedTaskThrows() throws Exception {
        try (var runtime = Shop.paused()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    async(() -> {
                                        var handle = spawn(sleep(Duration.ofDays(1)));
                                        handle.abort();
                                        handle.await();
                                    })))
                    .isInstanceOf(TaskCancelledException.class);
        }
    }

    @Test
    void failureOfATaskReachesWhoAwaitsIt() throws Exception {
        var failure = new IllegalStateException("no such user");
        try (var runtime = Shop.paused()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(
                                    async(() -> {
                                        var handle =
                                                spawn(() -> {
                                                    throw failure;
                                                });
                                        handle.await();
                                    })))
                    .isSameAs(failure);
        }
    }
}
