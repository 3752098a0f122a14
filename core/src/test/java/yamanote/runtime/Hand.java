package yamanote.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Polling by hand. */
final class Hand {
    private Hand() {}

    /** The value of a future that must be ready. */
    static <T extends @Nullable Object> T value(Future<T> future) throws Exception {
        return switch (future.poll(Context.noop())) {
            case Poll.Ready<T>(T value) -> value;
            case Poll.Pending<T> _ -> throw new AssertionError("pending: " + future);
        };
    }
}
