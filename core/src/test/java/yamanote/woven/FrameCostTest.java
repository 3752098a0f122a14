package yamanote.woven;

import static org.assertj.core.api.Assertions.assertThat;
import static yamanote.Async.async;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.timer.Allocation;

/** What a woven call costs: bytes allocated, with default object headers and compressed oops. */
class FrameCostTest {
    private static final int WARM_UP = 20_000;
    private static final int ROUNDS = 5;
    private static final int CALLS = 10_000;

    private static final Future<String> NEVER = _ -> Poll.pending();
    private static final Poll<String> READY = Poll.ready("ready");
    private static final Future<String> ALWAYS = _ -> READY;

    private static final Context CX = Context.noop();

    private static Object suspended(Future<?> future) throws Exception {
        return future.poll(CX).isPending() ? future : NEVER;
    }

    private static Future<String> one(Object captured) {
        return async(() -> NEVER.await() + captured);
    }

    private static Future<String> six(Object first, Object second) {
        return async(() -> {
            String a = first.toString();
            String b = second.toString();
            int c = a.length();
            long d = b.length();
            String got = NEVER.await();
            return got + a + b + c + d + first + second;
        });
    }

    private static Future<Integer> loop(int times) {
        return async(() -> {
            int sum = 0;
            for (int i = 0; i < times; i++) {
                sum += ALWAYS.await().length();
            }
            return sum;
        });
    }

    @Test
    void suspendedFrameWithOneCapturedReferenceTakes24Bytes() {
        assertThat(bytesPer(() -> suspended(one(this)))).isEqualTo(24);
    }

    @Test
    void suspendedFrameWithSixValuesTakes48Bytes() {
        assertThat(bytesPer(() -> suspended(six("a", "b")))).isEqualTo(48);
    }

    @Test
    void awaitOfAReadyFutureAllocatesNothing() {
        long few = bytesPer(() -> loop(10).poll(CX));
        long many = bytesPer(() -> loop(1_000).poll(CX));
        assertThat(many).as("less than a byte for each further await").isLessThan(few + 990);
    }

    private interface Call {
        Object call() throws Exception;
    }

    /** Keeps every result alive, so that no compiler removes the allocation. */
    private static volatile @Nullable Object sink;

    /** The least of several rounds: what is compiled meanwhile allocates too. */
    private static long bytesPer(Call call) {
        run(call, WARM_UP);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            least = Math.min(least, Allocation.of(() -> run(call, CALLS)));
        }
        return Math.round((double) least / CALLS);
    }

    private static void run(Call call, int times) {
        try {
            for (int i = 0; i < times; i++) {
                sink = call.call();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
