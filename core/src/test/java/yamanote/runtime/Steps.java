package yamanote.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Futures written by hand, for tests that need no weaver. */
final class Steps {
    private Steps() {}

    /** One poll. */
    interface Step<T extends @Nullable Object> {
        Poll<T> poll(Context cx) throws Exception;
    }

    /** Ready at the first poll with what {@code call} returns. */
    static <T extends @Nullable Object> Future<T> ready(java.util.concurrent.Callable<T> call) {
        return cx -> Poll.ready(call.call());
    }

    /** {@code step} at each poll. */
    static <T extends @Nullable Object> Future<T> future(Step<T> step) {
        return step::poll;
    }

    /** Never ready, never woken. */
    static <T extends @Nullable Object> Future<T> never() {
        return cx -> Poll.pending();
    }

    /** Gives way {@code times} times, then is ready. */
    static Future<Integer> yielding(int times) {
        int[] left = {times};
        return cx -> {
            if (left[0]-- > 0) {
                cx.defer();
                return Poll.pending();
            }
            return Poll.ready(times);
        };
    }

    /** Wakes itself at each poll {@code times} times, then is ready. */
    static Future<Integer> busy(int times) {
        int[] left = {times};
        return cx -> {
            if (left[0]-- > 0) {
                cx.waker().wake();
                return Poll.pending();
            }
            return Poll.ready(times);
        };
    }
}
