package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.interval;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.sync.Mutex;
import yamanote.task.JoinHandle;
import yamanote.time.Interval;
import yamanote.time.Moment;

/** A rate limiter: an interval behind a mutex, which is held across the await of its tick. */
class RateLimiterTest {
    static final class RateLimiter {
        private final Mutex<Interval> ticks;

        RateLimiter(int maxPerSecond) {
            ticks = Mutex.of(interval(Duration.ofMillis(1000 / maxPerSecond)));
        }

        Future<Void> acquire() {
            return async(() -> {
                try (var guard = ticks.lock().await()) {
                    guard.get().tick().await();
                }
            });
        }
    }

    @Test
    void callersAreSpacedOutInTheOrderInWhichTheyCame() throws Exception {
        List<Integer> order = new ArrayList<>();
        try (var runtime = Shop.paused()) {
            long took =
                    runtime.blockOn(() -> {
                        RateLimiter limiter = new RateLimiter(100);
                        Moment start = Moment.now();
                        List<JoinHandle<Void>> callers = new ArrayList<>();
                        for (int i = 0; i < 51; i++) {
                            int number = i;
                            callers.add(
                                    spawn(() -> {
                                        limiter.acquire().await();
                                        order.add(number);
                                    }));
                        }
                        for (var caller : callers) {
                            caller.await();
                        }
                        return start.elapsed().toMillis();
                    });
            assertThat(took).isEqualTo(50 * 10);
        }
        assertThat(order).hasSize(51).isSorted();
    }

    @Test
    void callerThatGivesUpHoldsNobodyUp() throws Exception {
        try (var runtime = Shop.paused()) {
            runtime.blockOn(() -> {
                RateLimiter limiter = new RateLimiter(1);
                limiter.acquire().await();
                JoinHandle<Void> impatient = spawn(limiter.acquire());
                JoinHandle<Void> next = spawn(limiter.acquire());
                Moment start = Moment.now();
                impatient.abort();
                next.await();
                assertThat(start.elapsed()).isEqualTo(Duration.ofSeconds(1));
            });
        }
    }
}
