package yamanote.woven;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** Polls by hand. */
final class Drive {
    /** More polls than any test needs: one that never ends fails instead of spinning. */
    private static final int LIMIT = 10_000;

    private Drive() {}

    /** The value of {@code future}, polled until it has one. */
    static <T extends @Nullable Object> T toEnd(Future<T> future) throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            if (future.poll(Context.noop()) instanceof Poll.Ready<T>(T value)) {
                return value;
            }
        }
        throw new AssertionError("still pending: " + MachineInfo.dump(future));
    }
}
