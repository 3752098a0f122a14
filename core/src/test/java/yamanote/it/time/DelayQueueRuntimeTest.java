package yamanote.it.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;
import static yamanote.Async.timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yamanote.runtime.AsyncRuntime;
import yamanote.task.JoinHandle;
import yamanote.time.DelayQueue;
import yamanote.time.DelayQueue.Entry;
import yamanote.time.Moment;

/** Delay queues inside of a runtime. Restates tokio-util's {@code time_delay_queue.rs}. */
@Timeout(60)
class DelayQueueRuntimeTest {
    private static final int STRESS = 1_000_000;

    private static AsyncRuntime paused() {
        return AsyncRuntime.currentThread().startPaused(true).build();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    /** B309. */
    @Test
    void itemsComeAtTheirTimes() throws Exception {
        List<String> seen = new ArrayList<>();
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                DelayQueue<String> queue = DelayQueue.create();
                queue.insert("c", ms(300));
                queue.insert("a", ms(100));
                queue.insert("b", ms(200));
                while (queue.nextExpired().await() instanceof Entry<String> entry) {
                    seen.add(entry.value() + " at " + Moment.now());
                }
            });
        }
        assertThat(seen).containsExactly("a at 0.1 s", "b at 0.2 s", "c at 0.3 s");
    }

    /** B309, B310, B311: other tasks put in, move and remove while one waits. */
    @Test
    void otherTasksMayPutInMoveAndRemove() throws Exception {
        List<String> seen = new ArrayList<>();
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                DelayQueue<String> queue = DelayQueue.create();
                Entry<String> far = queue.insert("far", Duration.ofHours(1));
                Entry<String> gone = queue.insert("gone", ms(100));
                JoinHandle<Void> taker =
                        spawn(() -> {
                            while (queue.nextExpired().await() instanceof Entry<String> entry) {
                                seen.add(entry.value() + " at " + Moment.now());
                            }
                            seen.add("end at " + Moment.now());
                        });
                sleep(ms(10)).await();
                queue.insert("near", ms(10));
                queue.remove(gone);
                sleep(ms(40)).await();
                queue.reset(far, ms(-1));
                sleep(ms(1)).await();
                taker.await();
            });
        }
        assertThat(seen).containsExactly("near at 0.02 s", "far at 0.05 s", "end at 0.05 s");
    }

    @Test
    void inATimeoutNothingIsLost() throws Exception {
        try (AsyncRuntime runtime = paused()) {
            runtime.blockOn(() -> {
                DelayQueue<String> queue = DelayQueue.create();
                queue.insert("kept", ms(100));
                try {
                    timeout(ms(50), queue.nextExpired()).await();
                    throw new AssertionError("no timeout");
                } catch (TimeoutException expected) {
                    assertThat(queue.size()).isOne();
                }
                assertThat(queue.nextExpired().await().value()).isEqualTo("kept");
                assertThat(Moment.now()).isEqualTo(new Moment(100_000_000));
            });
        }
    }

    @Test
    void withoutARuntimeOrTimersTheMendIsNamed() throws Exception {
        assertThatIllegalStateException()
                .isThrownBy(DelayQueue::create)
                .withMessageContaining("DelayQueue.create() needs a runtime");
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().time(false).build()) {
            assertThatThrownBy(() -> runtime.blockOn(() -> DelayQueue.create()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("time(false)");
        }
    }

    /** A parked runtime hears of an item that a thread outside puts in. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anItemFromOutsideWakesAParkedRuntime(boolean multi) throws Exception {
        try (AsyncRuntime runtime = runtime(multi)) {
            DelayQueue<Integer> queue = queueOf(runtime);
            queue.insert(-1, Duration.ofHours(1));
            JoinHandle<Integer> sum =
                    runtime.spawn(() -> {
                        int total = 0;
                        for (int i = 0; i < 1_000; i++) {
                            total += queue.nextExpired().await().value();
                        }
                        return total;
                    });
            Thread outside =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 1_000; i++) {
                                    queue.insert(1, Duration.ZERO);
                                    if (i % 100 == 0) {
                                        Thread.yield();
                                    }
                                }
                            });
            assertThat(runtime.<Integer>blockOn(sum)).isEqualTo(1_000);
            outside.join();
            assertThat(queue.size()).isOne();
        }
    }

    /**
     * Four tasks put items in, move and remove some, one takes out: each item comes out once or was
     * removed, never early.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMillionItemsAreEachTakenOnce(boolean multi) throws Exception {
        try (AsyncRuntime runtime = runtime(multi)) {
            DelayQueue<Long> queue = queueOf(runtime);
            Entry<Long> guard = queue.insert(0L, Duration.ofHours(1));
            JoinHandle<Long> taker =
                    runtime.spawn(() -> {
                        long sum = 0;
                        while (queue.nextExpired().await() instanceof Entry<Long> entry) {
                            assertThat(entry.deadline().isAfter(Moment.now())).isFalse();
                            sum += entry.value();
                        }
                        return sum;
                    });
            List<JoinHandle<Long>> givers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int seed = i;
                givers.add(runtime.spawn(() -> give(queue, STRESS / 4, seed)));
            }
            long given = 0;
            for (JoinHandle<Long> giver : givers) {
                given += runtime.<Long>blockOn(giver);
            }
            queue.remove(guard);
            assertThat(runtime.<Long>blockOn(taker)).isEqualTo(given);
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    private static long give(DelayQueue<Long> queue, int count, int seed) {
        Random random = new Random(seed);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            long value = random.nextInt(1_000);
            Entry<Long> entry = queue.insert(value, Duration.ofNanos(random.nextInt(20_000_000)));
            sum += value;
            switch (i & 7) {
                case 0 -> {
                    if (queue.tryRemove(entry) != null) {
                        sum -= value;
                    }
                }
                case 1 -> {
                    if (queue.tryRemove(entry) != null) {
                        queue.insert(value, Duration.ZERO);
                    }
                }
                default -> {}
            }
        }
        return sum;
    }

    private static AsyncRuntime runtime(boolean multi) {
        return multi
                ? AsyncRuntime.multiThread().workerThreads(2).build()
                : AsyncRuntime.currentThread().build();
    }

    private static <T> DelayQueue<T> queueOf(AsyncRuntime runtime) {
        try (var _ = runtime.handle().enter()) {
            return DelayQueue.create();
        }
    }
}
