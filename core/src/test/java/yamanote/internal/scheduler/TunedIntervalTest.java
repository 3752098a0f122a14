package yamanote.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.runtime.AsyncRuntime;

/** B120, through a worker. */
@Timeout(120)
class TunedIntervalTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);

    @Test
    void slowTasksBringTheGlobalQueueForwardAndFastOnesPutItOff() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.multiThread().workerThreads(1).build()) {
            Future<Integer> slow = new Busy(50_000, interval -> interval <= 8);
            assertThat(runtime.<Integer>blockOn(runtime.spawn(slow))).isBetween(2, 8);
            Future<Integer> fast = new Busy(0, interval -> interval >= 32);
            assertThat(runtime.<Integer>blockOn(runtime.spawn(fast))).isBetween(32, 127);
        }
    }

    @Test
    void aFixedIntervalStays() throws Exception {
        try (AsyncRuntime runtime =
                AsyncRuntime.multiThread().workerThreads(1).globalQueueInterval(17).build()) {
            for (int i = 0; i < 20; i++) {
                int[] polls = {0};
                Future<Integer> slow = new Busy(50_000, _ -> ++polls[0] > 100);
                assertThat(runtime.<Integer>blockOn(runtime.spawn(slow))).isEqualTo(17);
            }
        }
    }

    /** Wakes itself until the interval of its worker is as wanted; each poll takes a while. */
    private static final class Busy implements Future<Integer> {
        private final long nanos;
        private final IntPredicate wanted;
        private final long begun = System.nanoTime();

        Busy(long nanos, IntPredicate wanted) {
            this.nanos = nanos;
            this.wanted = wanted;
        }

        @Override
        public Poll<Integer> poll(Context cx) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < nanos) {
                Thread.onSpinWait();
            }
            Worker worker = ((WorkerContext) cx).worker();
            int interval = worker == null ? 0 : worker.globalQueueInterval();
            if (wanted.test(interval) || start - begun > LIMIT) {
                return Poll.ready(interval);
            }
            cx.waker().wake();
            return Poll.pending();
        }
    }
}
