package yamanote.internal.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Sited;

/** Where a future stands in the source, for messages. */
public final class Sites {
    private Sites() {}

    /** The line of a woven body; the class of a hand-written future. */
    public static String of(@Nullable Object future) {
        if (future instanceof Sited sited) {
            return sited.site();
        }
        return future == null ? "unknown" : future.getClass().getName();
    }
}
