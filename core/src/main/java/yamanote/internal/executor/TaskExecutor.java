package yamanote.internal.executor;

import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.future.Poll;
import yamanote.internal.task.Ending;
import yamanote.internal.task.Task;
import yamanote.internal.task.TaskState.Begin;
import yamanote.internal.task.TaskState.End;

/**
 * Polls one task once and does what follows from it.
 *
 * <p>A task's payload is its future. Once something beyond that is to be driven (adopted clean-ups,
 * the clean-up of the cancelled future itself) it is an {@link Epilogue}, and the task completes
 * when that has ended. Nothing that a future throws gets out of here.
 */
public final class TaskExecutor {
    /** Stands for "no result yet"; no future can give it as a value. */
    static final Object PENDING = Poll.pending();

    private TaskExecutor() {}

    /** Polls {@code task}, which the caller has just taken out of a queue, with a full budget. */
    public static void run(Task task, TaskContext cx) {
        cx.budget(Context.BUDGET);
        runInBudget(task, cx);
    }

    /** {@link #run} with what the task before has left of its budget. */
    public static void runInBudget(Task task, TaskContext cx) {
        Begin begin = task.beginPoll();
        Object payload = task.payload();
        if (payload instanceof Epilogue epilogue) {
            cx.enter(task, epilogue);
            end(task, begin == Begin.POLL ? epilogue.poll(cx) : epilogue.cancel(cx), cx);
            return;
        }
        Future<?> future = future(payload);
        cx.enter(task, null);
        Object result = begin == Begin.POLL ? poll(future, cx) : cancelled(future, cx);
        Epilogue epilogue = cx.epilogueOrNull();
        if (epilogue != null) {
            task.payload(epilogue);
            result = epilogue.begin(future, result);
        }
        end(task, result, cx);
    }

    /**
     * Ends a task that will not be queued any more: cancels its future, whose asynchronous clean-up
     * is not waited for. False: there is some.
     */
    public static boolean discard(Task task, TaskContext cx) {
        cx.budget(Context.BUDGET);
        task.markAborted();
        task.beginPoll();
        Object payload = task.payload();
        Object result;
        if (payload instanceof Epilogue epilogue) {
            cx.enter(task, epilogue);
            result = epilogue.cancel(cx);
        } else {
            Future<?> future = future(payload);
            cx.enter(task, null);
            result = cancelled(future, cx);
        }
        complete(task, result == PENDING ? Ending.CANCELLED : result, cx);
        return result != PENDING;
    }

    /** Ends a task whose asynchronous clean-up is not waited for any longer. */
    public static void abandon(Task task, TaskContext cx) {
        task.markAborted();
        task.beginPoll();
        complete(task, Ending.CANCELLED, cx);
    }

    private static Future<?> future(@Nullable Object payload) {
        if (payload instanceof Future<?> future) {
            return future;
        }
        throw new AssertionError("a task that is not complete holds a future");
    }

    /** One poll: PENDING, a value, or an {@link Ending}. */
    static @Nullable Object poll(Future<?> future, TaskContext cx) {
        try {
            Poll<?> poll = future.poll(cx);
            return poll instanceof Poll.Ready<?> ready ? ready.value() : PENDING;
        } catch (Throwable thrown) {
            return Ending.of(thrown, future);
        }
    }

    /** One cancel: PENDING if clean-up goes on, else how that ended. */
    static @Nullable Object cancel(Future<?> future, TaskContext cx) {
        boolean ended = true;
        try {
            ended = future.cancel(cx);
        } catch (Throwable thrown) {
            cx.cleanUpFailed(future, thrown);
        }
        if (!ended) {
            return PENDING;
        }
        Throwable failure = cx.rootFailure();
        return failure == null ? Ending.CANCELLED : Ending.of(failure, future);
    }

    private static @Nullable Object cancelled(Future<?> future, TaskContext cx) {
        Object result = cancel(future, cx);
        if (result == PENDING) {
            cx.epilogue().cancelled();
        }
        return result;
    }

    private static void end(Task task, @Nullable Object result, TaskContext cx) {
        if (result != PENDING) {
            complete(task, result, cx);
            return;
        }
        boolean yielded = cx.hasYielded();
        cx.leave();
        if (!task.isOwned()) {
            task.scheduling().adopt(task);
        }
        if (yielded) {
            task.scheduling().gaveWay(task);
        } else if (task.endPoll() == End.AGAIN) {
            task.scheduling().requeue(task);
        }
    }

    private static void complete(Task task, @Nullable Object result, TaskContext cx) {
        Object kept = Ending.keep(result);
        task.scheduling().release(task);
        task.complete(kept);
        cx.ended(task, kept);
        cx.leave();
    }

    /** What a cancelled future ends with: its value is dropped, its failure remains. */
    static Object drop(@Nullable Object value, Future<?> future, TaskContext cx) {
        if (value instanceof Ending ending) {
            return ending;
        }
        try {
            Owned.drop(value);
        } catch (Throwable thrown) {
            cx.cleanUpFailed(future, thrown);
        }
        return Ending.CANCELLED;
    }
}
