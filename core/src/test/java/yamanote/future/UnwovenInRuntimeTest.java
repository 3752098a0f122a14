package yamanote.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.join;
import static yamanote.Async.select;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.yieldNow;
import static yamanote.future.Unwoven.unwoven;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.runtime.AsyncRuntime;

/** Unwoven bodies as roots and tasks of a real runtime. */
@Timeout(60)
@SuppressWarnings("yamanote.awaitOutside") // what is tested here
class UnwovenInRuntimeTest {
    private final List<String> log = new ArrayList<>();

    @Test
    void theyFindTheirRuntimeBeforeAndAfterAnAwait() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            int result =
                    runtime.blockOn(
                            unwoven(() -> {
                                sleep(Duration.ofMillis(1)).await();
                                var task =
                                        spawn(
                                                unwoven(() -> {
                                                    yieldNow().await();
                                                    return 20;
                                                }));
                                sleep(Duration.ofMillis(1)).await();
                                return task.await() + 1;
                            }));

            assertThat(result).isEqualTo(21);
        }
    }

    @Test
    void manyOfThemJoinAndSelectWithTimers() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Object result =
                    runtime.blockOn(
                            unwoven(() -> {
                                var both = join(sleeper("a"), sleeper("b")).await();
                                return select(
                                                unwoven(() -> both.first() + both.second()),
                                                sleep(Duration.ofHours(1)))
                                        .await();
                            }));

            assertThat(result).isEqualTo(new Select2.First<>("ab"));
        }
    }

    private static Future<String> sleeper(String name) {
        return unwoven(() -> {
            sleep(Duration.ofMillis(2)).await();
            return name;
        });
    }

    @Test
    void anAbortedTaskCleansUpAsynchronouslyAndEndsCancelled() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            runtime.blockOn(
                    unwoven(() -> {
                        var task =
                                spawn(
                                        unwoven(() -> {
                                            try {
                                                return Futures.pending().await();
                                            } finally {
                                                sleep(Duration.ofMillis(1)).await();
                                                log.add("cleaned up");
                                            }
                                        }));
                        yieldNow().await();
                        task.abort();
                        log.add(task.outcome().await().getClass().getSimpleName());
                        return 1;
                    }));
        }

        assertThat(log).containsExactly("cleaned up", "Cancelled");
    }

    @Test
    void blockOnInsideOfABodyThrowsInsteadOfBlocking() throws Exception {
        try (var runtime = AsyncRuntime.currentThread().build()) {
            Future<Integer> nested = unwoven(() -> runtime.blockOn(Futures.ready(1)));

            assertThatThrownBy(() -> runtime.blockOn(nested))
                    .isInstanceOf(IllegalStateException.class);
        }
    }
}
