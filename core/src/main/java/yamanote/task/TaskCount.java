package yamanote.task;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.blocking.BlockingJob.Kind;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;
import yamanote.internal.task.Task;
import yamanote.internal.task.TaskWatch;
import yamanote.internal.waiter.Waiter;
import yamanote.internal.waiter.WaiterQueue;

/** The tracker: one word, and those who wait. */
final class TaskCount extends WaiterQueue implements TaskTracker {
    /*
     * One word: times done << 32 | number counted << 1 | CLOSED.
     *
     * The CAS that makes it closed and empty also adds one to the times, so that "it was done since
     * I looked" is a comparison and exact, whatever came after. A waiter knows the times at its
     * creation (one less if the tracker was done then). Whoever adds to the times then takes out
     * the waiters of earlier ones, under the lock; a waiter looks at the word once more under the
     * lock before it joins, so either it sees the change or it is taken out.
     */

    /** Taken out of line; its links carry it to its wake. */
    static final int RELEASED = 3;

    private static final int CLOSED = 1;
    private static final int ONE = 2;
    private static final long TIME = 1L << 32;

    private static final VarHandle WORD =
            ConstantBootstraps.fieldVarHandle(
                    MethodHandles.lookup(), "word", VarHandle.class, TaskCount.class, long.class);

    private volatile long word;

    private static boolean isDone(long word) {
        return (int) word == CLOSED;
    }

    private static int times(long word) {
        return (int) (word >> 32);
    }

    /** One more. */
    void enter() {
        WORD.getAndAdd(this, (long) ONE);
    }

    /** One less. */
    void left() {
        for (; ; ) {
            long seen = word;
            if (moveTo(seen, seen - ONE)) {
                return;
            }
        }
    }

    /** False: {@code seen} is of the past. Wakes if {@code next} is done. */
    private boolean moveTo(long seen, long next) {
        boolean done = isDone(next);
        if (!WORD.compareAndSet(this, seen, done ? next + TIME : next)) {
            return false;
        }
        if (done) {
            release();
        }
        return true;
    }

    private void release() {
        Waiter released;
        lockQueue();
        try {
            int now = times(word);
            released = removeIf(waiter -> ((AllDone) waiter).isRelease(now));
        } finally {
            unlockQueue();
        }
        wakeAll(released);
    }

    @Override
    public boolean close() {
        for (; ; ) {
            long seen = word;
            if ((seen & CLOSED) != 0) {
                return false;
            }
            if (moveTo(seen, seen | CLOSED)) {
                return true;
            }
        }
    }

    @Override
    public boolean reopen() {
        for (; ; ) {
            long seen = word;
            if ((seen & CLOSED) == 0) {
                return false;
            }
            if (WORD.compareAndSet(this, seen, seen - CLOSED)) {
                return true;
            }
        }
    }

    @Override
    public boolean isClosed() {
        return (word & CLOSED) != 0;
    }

    @Override
    public int size() {
        return (int) word >>> 1;
    }

    @Override
    public Future<@Nullable Void> allDone() {
        long now = word;
        return new AllDone(this, isDone(now) ? times(now) - 1 : times(now));
    }

    /** Whether it is done, or was after {@code times}. */
    boolean isDoneSince(int times) {
        long now = word;
        return isDone(now) || times(now) != times;
    }

    /** Puts {@code waiter} in line if {@link #isDoneSince} is still false. */
    boolean join(AllDone waiter, Waker waker) {
        lockQueue();
        try {
            if (isDoneSince(waiter.times)) {
                return false;
            }
            if (waiter.state() == Waiter.QUEUED) {
                waiter.waker(waker);
            } else {
                append(waiter, waker);
            }
            return true;
        } finally {
            unlockQueue();
        }
    }

    /** Ends {@code waiter}, wherever it is. */
    void leave(AllDone waiter) {
        if (waiter.state() == Waiter.QUEUED) {
            lockQueue();
            try {
                if (waiter.state() == Waiter.QUEUED) {
                    remove(waiter);
                }
            } finally {
                unlockQueue();
            }
        }
        waiter.end();
    }

    @Override
    public <T extends @Nullable Object> JoinHandle<T> spawn(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        RuntimeCore runtime = CurrentRuntime.require("tracker.spawn");
        enter();
        Task task;
        try {
            task = runtime.spawn(future);
        } catch (Throwable notStarted) {
            left();
            throw notStarted;
        }
        return counted(task);
    }

    @Override
    public <T extends @Nullable Object> JoinHandle<T> spawnLocal(Future<? extends T> future) {
        Objects.requireNonNull(future, "future");
        return start(() -> CurrentRuntime.spawnLocal(future));
    }

    @Override
    public <T extends @Nullable Object> JoinHandle<T> spawnBlocking(Callable<T> call) {
        Objects.requireNonNull(call, "call");
        RuntimeCore runtime = CurrentRuntime.require("tracker.spawnBlocking");
        return start(() -> runtime.spawnBlocking(call, Kind.ORDINARY));
    }

    private <T extends @Nullable Object> JoinHandle<T> start(Supplier<Task> starter) {
        enter();
        Task task;
        try {
            task = starter.get();
        } catch (Throwable notStarted) {
            left();
            throw notStarted;
        }
        return counted(task);
    }

    private <T extends @Nullable Object> JoinHandle<T> counted(Task task) {
        task.watch(new Counted(this));
        return JoinHandle.of(task);
    }

    @Override
    public <T extends @Nullable Object> Future<T> trackFuture(Future<? extends T> future) {
        var tracked = new TrackedFuture<T>(this, Objects.requireNonNull(future, "future"));
        enter();
        return tracked;
    }

    @Override
    public Token token() {
        enter();
        return new TrackerToken(this);
    }

    @Override
    public String toString() {
        return "TaskTracker[size=" + size() + (isClosed() ? ", closed]" : "]");
    }

    /** A task that is counted. */
    private static final class Counted extends TaskWatch {
        private final TaskCount count;

        Counted(TaskCount count) {
            this.count = count;
        }

        @Override
        protected void ended() {
            count.left();
        }
    }
}
