package yamanote.internal.probe;

import java.util.ArrayList;
import java.util.List;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;

/**
 * What is alive in a runtime, and what it waits for. Any thread; each answer is a snapshot that is
 * exact only while nothing runs.
 */
public final class RuntimeProbe {
    private final RuntimeCore core;

    private RuntimeProbe(RuntimeCore core) {
        this.core = core;
    }

    /** Of the runtime that the calling thread is inside of. */
    public static RuntimeProbe current() {
        return new RuntimeProbe(CurrentRuntime.require("RuntimeProbe.current()"));
    }

    /** How many tasks have not ended. */
    public long aliveTasks() {
        return core.scheduler().stats().alive();
    }

    /** Those of them that have been polled, wherever they wait. */
    public List<AwaitView> tasks() {
        List<AwaitView> views = new ArrayList<>();
        core.scheduler()
                .forEachTask(task -> {
                    Object payload = task.payload();
                    if (payload != null && !task.isComplete()) {
                        views.add(AwaitView.of(payload));
                    }
                });
        return views;
    }

    /** How many timers are armed; -1: a timer wheel was busy, ask again. */
    public int pendingTimers() {
        return core.scheduler().pendingTimers();
    }

    /** The blocking jobs that have not ended, those of the runtime itself not counted. */
    public List<String> blockingJobs() {
        return core.blocking().jobs();
    }
}
