package yamanote.internal.task;

import org.jspecify.annotations.Nullable;
import yamanote.internal.util.Sited;
import yamanote.woven.MachineInfo;

/** Where a future stands in the source, for messages. */
public final class Sites {
    private Sites() {}

    /** The line of a woven body; the class of a hand-written future. */
    public static String of(@Nullable Object future) {
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
}
