package yamanote.runtime;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.task.JoinHandle;
import yamanote.task.Outcome;

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

    /** Whether {@code handle}'s task has ended as cancelled. */
    static boolean isCancelled(JoinHandle<?> handle) {
        try {
            return handle.isFinished() && value(handle.outcome()) instanceof Outcome.Cancelled;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
