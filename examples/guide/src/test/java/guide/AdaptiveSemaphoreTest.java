package guide;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;
import static yamanote.Async.sleep;
import static yamanote.Async.spawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.sync.Semaphore;
import yamanote.task.JoinHandle;
import yamanote.time.Moment;

/**
 * A semaphore that finds its own limit: one more while calls are quick, a quarter less when one was
 * slow.
 */
class AdaptiveSemaphoreTest {
    static final class AdaptiveSemaphore {
        private final Semaphore semaphore;
        private final Duration targetLatency;
        private int limit;

        /** Counts changes of the limit: what was measured under an old one does not count. */
        private int round;

        private int quick;

        /** Permits that are to go and that somebody held when that was decided. */
        private int owed;

        AdaptiveSemaphore(int initial, Duration targetLatency) {
            this.semaphore = Semaphore.of(initial);
            this.limit = initial;
            this.targetLatency = targetLatency;
        }

        Future<AdaptivePermit> acquire() {
            return async(() -> new AdaptivePermit(semaphore.acquire().await()));
        }

        int limit() {
            return limit;
        }

        private void release(AdaptivePermit permit) {
            if (permit.round == round) {
                boolean slow = permit.since.elapsed().compareTo(targetLatency) > 0;
                if (slow) {
                    changeTo(Math.max(1, limit * 3 / 4));
                } else if (++quick >= limit) {
                    changeTo(limit + 1);
                }
            }
            if (owed > 0) {
                owed--;
                permit.permit.forget();
            } else {
                permit.permit.close();
            }
        }

        private void changeTo(int next) {
            if (next < limit) {
                owed += limit - next;
                owed -= semaphore.forgetPermits(owed);
            } else if (owed > 0) {
                owed--;
            } else {
                semaphore.addPermits(next - limit);
            }
            limit = next;
            round++;
            quick = 0;
        }

        /** Measures how long it is held. */
        final class AdaptivePermit implements Owned {
            private final Semaphore.Permit permit;
            private final Moment since = Moment.now();
            private final int round = AdaptiveSemaphore.this.round;

            private AdaptivePermit(Semaphore.Permit permit) {
                this.permit = permit;
            }

            @Override
            public void close() {
                release(this);
            }
        }
    }

    private int underWay;

    /** A service that is as slow as it has callers. */
    private Future<Void> call(AdaptiveSemaphore limit) {
        return async(() -> {
            try (var _ = limit.acquire().await()) {
                underWay++;
                sleep(Duration.ofMillis(10L * underWay)).await();
                underWay--;
            }
        });
    }

    @Test
    void limitSettlesWhereTheLatencyIsTheTarget() throws Exception {
        // Twelve callers at a time make the service take 120 ms.
        assertThat(limitAfter(2)).isBetween(8, 13);
        assertThat(limitAfter(50)).isBetween(8, 13);
    }

    private int limitAfter(int initial) throws Exception {
        underWay = 0;
        try (var runtime = Shop.paused()) {
            return runtime.blockOn(() -> {
                AdaptiveSemaphore limit = new AdaptiveSemaphore(initial, Duration.ofMillis(120));
                List<JoinHandle<Void>> calls = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    calls.add(spawn(call(limit)));
                }
                for (var it : calls) {
                    it.await();
                }
                assertThat(limit.semaphore.availablePermits()).isEqualTo(limit.limit());
                return limit.limit();
            });
        }
    }
}
