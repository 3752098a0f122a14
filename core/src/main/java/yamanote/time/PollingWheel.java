package yamanote.time;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.internal.scheduler.WorkerContext;
import yamanote.internal.timer.TimerWheel;

/** The timer wheel of the worker that polls: an unarmed timer moves there, to be local to it. */
final class PollingWheel {
    private PollingWheel() {}

    /** Null if a context polls that has no wheel: the timer stays where it is. */
    static @Nullable TimerWheel of(Context cx) {
        return cx instanceof WorkerContext worker ? worker.wheelOrNull() : null;
    }
}
