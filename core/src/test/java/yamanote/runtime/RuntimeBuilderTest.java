package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.Async;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;

/** Settings: checked at the call (B023), and what the hooks may do. */
@Timeout(20)
class RuntimeBuilderTest {
    @Test
    void wrongValuesThrowAtTheCall() {
        RuntimeBuilder builder = AsyncRuntime.currentThread();
        assertThatThrownBy(() -> builder.eventInterval(0)).hasMessageContaining("eventInterval");
        assertThatThrownBy(() -> builder.globalQueueInterval(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.maxBlockingThreads(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.name(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.shutdownTimeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSmallestIntervalsWork() throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.currentThread().globalQueueInterval(1).eventInterval(1).build()) {
            JoinHandle<Integer> task = runtime.spawn(Steps.busy(10));
            assertThat(runtime.<Integer>blockOn(task)).isEqualTo(10);
        }
    }

    /** B021, B022: work that the hook makes keeps the thread awake, and its timer fires. */
    @Test
    void whatTheParkHookSpawnsIsRunBeforeTheThreadSleeps() throws Exception {
        AsyncRuntime[] made = new AsyncRuntime[1];
        Gate<Integer> root = new Gate<>();
        boolean[] done = {false};
        AsyncRuntime runtime =
                AsyncRuntime.currentThread()
                        .onThreadPark(() -> {
                            if (!done[0]) {
                                done[0] = true;
                                made[0].spawn(
                                        Steps.ready(() -> {
                                            var sleep = Async.sleep(Duration.ofMillis(1));
                                            Async.spawn(cx -> {
                                                if (sleep.poll(cx).isPending()) {
                                                    return Poll.pending();
                                                }
                                                root.open(1);
                                                return Poll.ready(0);
                                            });
                                            return 0;
                                        }));
                            }
                        })
                        .build();
        made[0] = runtime;
        assertThat(runtime.<Integer>blockOn(root)).isEqualTo(1);
        runtime.close();
    }

    @Test
    void theParkHookMayWakeTheRoot() throws Exception {
        Gate<Integer> root = new Gate<>();
        try (AsyncRuntime runtime =
                AsyncRuntime.currentThread().onThreadPark(() -> root.open(1)).build()) {
            assertThat(runtime.<Integer>blockOn(root)).isEqualTo(1);
            assertThat(runtime.metrics().parks()).isZero();
        }
    }

    @Test
    void threadHooksComeInPairsOnNamedDaemons() throws Exception {
        List<String> events = Collections.synchronizedList(new ArrayList<>());
        AsyncRuntime runtime =
                AsyncRuntime.currentThread()
                        .name("loop")
                        .onThreadStart(() -> events.add("start"))
                        .onThreadStop(() -> events.add("stop"))
                        .build();
        Thread thread = runtime.blockOn(runtime.<Thread>spawnBlocking(Thread::currentThread));
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("loop-blocking-0");
        runtime.close();
        thread.join();
        assertThat(events).containsExactly("start", "stop");
    }

    /** B026: the same seed, the same choices. */
    @Test
    void theSameSeedGivesTheSameChoices() throws Exception {
        assertThat(choices(42)).isEqualTo(choices(42)).isNotEqualTo(choices(43));
    }

    private static List<Integer> choices(long seed) throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().randomSeed(seed).build()) {
            List<Integer> choices = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                runtime.blockOn(
                        Steps.future(cx -> {
                            for (int c = 0; c < 20; c++) {
                                choices.add(cx.random(8));
                            }
                            return Poll.ready(0);
                        }));
            }
            return choices;
        }
    }
}
