package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.spawnBlocking;
import static yamanote.Async.timeout;
import static yamanote.Async.yieldNow;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;
import yamanote.task.TaskCancelledException;

/** The runtime under woven bodies: what a user writes. */
@Timeout(30)
class BodiesTest {
    @Test
    void tasksAndTimersInPlainCode() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
            List<String> order = new ArrayList<>();
            int sum =
                    runtime.blockOn(() -> {
                        JoinHandle<Integer> slow =
                                spawn(() -> {
                                    sleep(Duration.ofSeconds(2)).await();
                                    order.add("slow");
                                    return 2;
                                });
                        JoinHandle<Integer> quick =
                                spawn(() -> {
                                    sleep(Duration.ofSeconds(1)).await();
                                    order.add("quick");
                                    return 1;
                                });
                        return slow.await() + quick.await();
                    });
            assertThat(sum).isEqualTo(3);
            assertThat(order).containsExactly("quick", "slow");
        }
    }

    @Test
    void aTimedOutHandleLeavesItsTaskAlone() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
            int value =
                    runtime.blockOn(() -> {
                        JoinHandle<Integer> task =
                                spawn(() -> {
                                    sleep(Duration.ofSeconds(2)).await();
                                    return 5;
                                });
                        try {
                            timeout(Duration.ofSeconds(1), task).await();
                            throw new AssertionError("no timeout");
                        } catch (TimeoutException expected) {
                            return task.await();
                        }
                    });
            assertThat(value).isEqualTo(5);
        }
    }

    @Test
    void anAbortedBodyRunsItsFinallyAndWhatItAwaitsThere() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
            List<String> log = new ArrayList<>();
            runtime.blockOn(() -> {
                JoinHandle<String> task =
                        spawn(() -> {
                            try {
                                sleep(Duration.ofDays(1)).await();
                                return "value";
                            } finally {
                                log.add("cleaning");
                                sleep(Duration.ofSeconds(1)).await();
                                log.add("clean");
                            }
                        });
                yieldNow().await();
                task.abort();
                log.add(task.outcome().await() instanceof Outcome.Cancelled ? "end" : "?");
                try {
                    task.await();
                } catch (TaskCancelledException e) {
                    log.add("threw");
                }
            });
            assertThat(log).containsExactly("cleaning", "clean", "end", "threw");
        }
    }

    @Test
    void closeRunsTheFinallyBlocksOfAllTasks() throws Exception {
        List<Integer> cleaned = new ArrayList<>();
        AsyncRuntime runtime = AsyncRuntime.currentThread().build();
        for (int i = 0; i < 50; i++) {
            int number = i;
            runtime.spawn(() -> {
                try {
                    sleep(Duration.ofDays(1)).await();
                } finally {
                    yieldNow().await();
                    cleaned.add(number);
                }
            });
        }
        runtime.blockOn(() -> yieldNow().await());
        runtime.close();
        assertThat(cleaned).hasSize(50);
    }

    @Test
    void aTimedOutBodysAsynchronousCleanUpIsAdoptedByTheTask() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().startPaused(true).build()) {
            List<String> log = new ArrayList<>();
            JoinHandle<Void> task =
                    runtime.spawn(() -> {
                        try {
                            timeout(
                                            Duration.ofSeconds(1),
                                            () -> {
                                                try {
                                                    sleep(Duration.ofDays(1)).await();
                                                } finally {
                                                    sleep(Duration.ofSeconds(5)).await();
                                                    log.add("clean");
                                                }
                                            })
                                    .await();
                        } catch (TimeoutException e) {
                            log.add("timed out");
                        }
                    });
            runtime.blockOn(task);
            assertThat(log).containsExactly("timed out", "clean");
        }
    }

    @Test
    void blockingCodeIsAwaited() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            Thread here = Thread.currentThread();
            boolean elsewhere =
                    runtime.blockOn(
                            () -> spawnBlocking(() -> Thread.currentThread() != here).await());
            assertThat(elsewhere).isTrue();
        }
    }

    @Test
    void anUnreadFailureNamesTheBodysLine() throws Exception {
        List<String> sites = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                AsyncRuntime.currentThread()
                        .onUnhandledFailure((site, failure) -> sites.add(site))
                        .build();
        runtime.blockOn(() -> {
            spawn(() -> {
                yieldNow().await();
                throw new IOException("lost");
            });
            yieldNow().await();
            yieldNow().await();
        });
        runtime.close();
        assertThat(sites).singleElement().asString().contains("BodiesTest.java:");
    }

    @Test
    void blockOnInsideOfABodyThrows() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            assertThatThrownBy(() ->
                            runtime.blockOn(() -> {
                                runtime.blockOn(async(() -> 1));
                            }))
                    .hasMessageStartingWith("cannot start a runtime from within a runtime");
        }
    }
}
