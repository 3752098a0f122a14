package yamanote.runtime;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import yamanote.internal.timer.Nanos;

/** A call that a {@link RuntimeExecutor} makes later, once or again and again. */
final class ScheduledJob<V extends @Nullable Object> extends ExecutorTask<V>
        implements RunnableScheduledFuture<V> {
    private final RuntimeExecutor executor;

    /** 0: once. Positive: from the beginning of one run to the next. Negative: from the end. */
    private final long period;

    /** Written between two runs by the one that ends. */
    private volatile long deadline;

    /** Guarded by the executor's lock. */
    private @Nullable Alarm alarm;

    ScheduledJob(RuntimeExecutor executor, Callable<V> call, long deadline, long period) {
        super(call);
        this.executor = executor;
        this.deadline = deadline;
        this.period = period;
    }

    long deadline() {
        return deadline;
    }

    @Nullable Alarm alarm() {
        return alarm;
    }

    void alarm(@Nullable Alarm set) {
        alarm = set;
    }

    @Override
    public boolean isPeriodic() {
        return period != 0;
    }

    @Override
    public void run() {
        if (period == 0) {
            super.run();
            return;
        }
        boolean again = false;
        if (!executor.isShutdown()) {
            if (!super.runAndReset()) {
                return; // it threw or was cancelled
            }
            deadline =
                    period > 0 ? Nanos.plus(deadline, period) : Nanos.minus(executor.now(), period);
            again = executor.scheduleAgain(this);
        }
        if (!again) {
            cancel(false);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            executor.remove(this);
        }
        return cancelled;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Nanos.minus(deadline, executor.now()), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        if (other instanceof ScheduledJob<?> job && job.executor == executor) {
            return Long.compare(deadline, job.deadline);
        }
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
