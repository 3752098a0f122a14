package yamanote.task;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CleanUp;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.scheduler.LocalDriver;
import yamanote.internal.scheduler.LocalTasks;
import yamanote.internal.task.Sites;
import yamanote.internal.util.Sited;

/** See {@link LocalSet#runUntil(Future)}. */
final class RunUntil<T extends @Nullable Object> extends LocalDriver implements Future<T>, Sited {
    private enum Phase {
        NEW,
        RUNNING,
        CANCELLED,
        ENDED
    }

    private final LocalTasks tasks;
    private @Nullable Future<? extends T> future;
    private Phase phase = Phase.NEW;

    RunUntil(LocalTasks tasks, Future<? extends T> future) {
        this.tasks = tasks;
        this.future = future;
    }

    @Override
    public Poll<T> poll(Context cx) throws Exception {
        if (phase == Phase.ENDED) {
            throw new IllegalStateException(
                    "runUntil was polled after it had ended: call it again");
        }
        Object outside = tasks.enter(this, cx, LocalSet.services(cx));
        boolean pending = false;
        try {
            if (phase == Phase.NEW) {
                phase = Phase.RUNNING;
            }
            @SuppressWarnings("unchecked") // a Poll only gives its value
            Poll<T> poll = (Poll<T>) Objects.requireNonNull(future).poll(cx);
            pending = poll.isPending();
            if (pending) {
                tasks.tick(cx, outside);
            }
            return poll;
        } finally {
            leave(outside, pending);
        }
    }

    @Override
    public boolean cancel(Context cx) {
        if (phase == Phase.CANCELLED || phase == Phase.ENDED) {
            return phase == Phase.ENDED;
        }
        Future<?> cancelled = Objects.requireNonNull(future);
        if (phase == Phase.NEW) {
            phase = Phase.ENDED;
            future = null;
            return CleanUp.cancel(cancelled, cx);
        }
        return cancel(cancelled, cx);
    }

    private boolean cancel(Future<?> cancelled, Context cx) {
        Object outside;
        try {
            outside = tasks.enter(this, cx, LocalSet.services(cx));
        } catch (IllegalStateException misuse) {
            CleanUp.report(this, misuse, cx);
            phase = Phase.ENDED;
            return CleanUp.cancel(cancelled, cx);
        }
        boolean pending = true;
        try {
            phase = Phase.CANCELLED;
            pending = !CleanUp.cancel(cancelled, cx);
            if (pending) {
                tasks.tick(cx, outside);
            }
        } finally {
            leave(outside, pending);
        }
        return !pending;
    }

    private void leave(@Nullable Object outside, boolean pending) {
        if (!pending) {
            phase = Phase.ENDED;
            future = null;
        }
        tasks.leave(this, outside, pending);
    }

    /** Of the future. */
    @Override
    public String site() {
        return Sites.of(future);
    }
}
