package yamanote.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.task.Task;
import yamanote.time.Moment;
import yamanote.time.Sleep;

/** A task that sleeps until a job is due and hands it to the blocking pool. */
final class Alarm implements Future<@Nullable Void> {
    private final RuntimeExecutor executor;
    private final ScheduledJob<?> job;
    private @Nullable Sleep sleep;

    /** Set by who has spawned it, before anybody else can ask it to stop. */
    private @Nullable Task task;

    Alarm(RuntimeExecutor executor, ScheduledJob<?> job) {
        this.executor = executor;
        this.job = job;
    }

    void task(Task spawned) {
        task = spawned;
    }

    /** Any thread: the job does not need it. */
    void stop() {
        Objects.requireNonNull(task).abort();
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) {
        Sleep until = sleep;
        if (until == null) {
            until = Sleep.until(new Moment(job.deadline()));
            sleep = until;
        }
        if (until.poll(cx).isPending()) {
            return Poll.pending();
        }
        executor.rung(job);
        return Poll.ready(null);
    }

    /** Stopped, or the runtime is closed: then nobody shall wait for the job for ever. */
    @Override
    public boolean cancel(Context cx) {
        if (sleep != null) {
            sleep.cancel(cx);
        }
        if (executor.remove(job)) {
            job.cancel(false);
        }
        return true;
    }
}
