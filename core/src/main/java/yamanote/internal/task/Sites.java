package yamanote.internal.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Sited;
import yamanote.internal.util.Wrapped;
import yamanote.woven.MachineInfo;

/** Where a future stands in the source, for messages. */
public final class Sites {
    private Sites() {}

    /** The line of a woven body; the class of a hand-written future. */
    public static String of(@Nullable Object outer) {
        Object future = unwrapped(outer);
        if (future instanceof Sited sited) {
            return sited.site();
        }
        if (future == null) {
            return "unknown";
        }
        StackTraceElement line = MachineInfo.site(future);
        if (line != null) {
            return line.toString();
        }
        String name = future.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : "a lambda in " + name.substring(0, lambda);
    }

    /** The await that a woven body has passed last, or null. */
    public static @Nullable StackTraceElement lastAwait(@Nullable Object outer) {
        Object future = unwrapped(outer);
        return future == null ? null : MachineInfo.lastAwait(future);
    }

    private static @Nullable Object unwrapped(@Nullable Object future) {
        Object at = future;
        while (at instanceof Wrapped wrapped) {
            at = wrapped.inner();
        }
        return at;
    }
}
