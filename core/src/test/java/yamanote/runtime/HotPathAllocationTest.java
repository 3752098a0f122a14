package yamanote.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yamanote.future.Poll;
import yamanote.internal.timer.Allocation;

/** Wake, schedule, poll and the look at I/O and timers allocate nothing. */
@Timeout(60)
class HotPathAllocationTest {
    private static final int POLLS = 200_000;

    @Test
    void wakeScheduleAndPollAllocateNothing() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            assertThat(bytes(runtime, true)).isLessThan(POLLS / 10);
        }
    }

    @Test
    void givingWayAllocatesNothing() throws Exception {
        try (AsyncRuntime runtime = AsyncRuntime.currentThread().build()) {
            assertThat(bytes(runtime, false)).isLessThan(POLLS / 10);
        }
    }

    /** Of eight tasks that wake themselves or give way, after a warm-up. */
    private static long bytes(AsyncRuntime runtime, boolean wake) throws Exception {
        long[] result = {0};
        int[] left = {0};
        for (int i = 0; i < 8; i++) {
            runtime.spawn(
                    Steps.future(cx -> {
                        left[0]--;
                        if (wake) {
                            cx.waker().wake();
                        } else {
                            cx.defer();
                        }
                        return Poll.pending();
                    }));
        }
        Runnable rounds =
                () -> {
                    left[0] = POLLS;
                    try {
                        runtime.blockOn(
                                Steps.future(cx -> {
                                    cx.defer();
                                    return left[0] > 0 ? Poll.pending() : Poll.ready(0);
                                }));
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                };
        rounds.run();
        result[0] = Allocation.of(rounds);
        return result[0];
    }
}
