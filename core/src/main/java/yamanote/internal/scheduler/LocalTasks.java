package yamanote.internal.scheduler;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;
import yamanote.internal.executor.TaskExecutor;
import yamanote.internal.task.OwnedTasks;
import yamanote.internal.task.Scheduling;
import yamanote.internal.task.Task;
import yamanote.internal.util.Ambient;

/**
 * The tasks of a {@code LocalSet} and their queues: a scheduler inside of a task. Mirrors {@code
 * tokio::task::LocalSet}'s {@code Context} and {@code Shared}.
 */
public final class LocalTasks implements Scheduling {
    /*
     * The set is driven between enter() and leave(), both within one poll of a LocalDriver. `driven`
     * admits one thread at a time and hands what is not said to be for any thread from one drive to
     * the next. While it lasts, the thread is inside of `context`: a wake or spawn from there goes
     * to the local queue, every other one to the remote queue.
     *
     * No wake is lost: enter() stores the driver's waker, and only then is the remote queue looked
     * at; a foreign thread pushes, and only then reads `waker`. All four are volatile accesses, so
     * the drive finds the task, or the foreign thread finds the new waker. Waking that one suffices:
     * it is a task, or leads to one, and a wake during its own poll causes another.
     *
     * If the driver whose waker is stored ends or is cancelled, the others that are pending are
     * woken, and the first of them to be polled stores its own. Those that are polled from inside
     * the set (nested) do not: their waker may be a task of the set, which would wake itself.
     *
     * Closing: `closing` is set in a drive, and every poll from then on is a cancel. Once no task is
     * left the remote queue is closed; a spawn that comes too late for it discards its task itself.
     */

    /** Polls in a row before the driving task gives way; as in Tokio. */
    private static final int POLLS_PER_TICK = 61;

    /** Every so many polls the remote queue comes first; as in Tokio. */
    private static final int REMOTE_INTERVAL = 31;

    private static final VarHandle ALIVE = field("alive", int.class);
    private static final VarHandle DRIVEN = field("driven", boolean.class);

    private final GlobalQueue remote = new GlobalQueue();
    private final TaskFifo local = new TaskFifo();
    private final DeferredTasks deferred = new DeferredTasks();
    private final OwnedTasks owned = new OwnedTasks();
    private final OwnedTasks.Shard shard = owned.newShard();
    private final Consumer<Task> push = local::push;
    private final LocalDrivers drivers = new LocalDrivers();

    /** Any thread: tasks that have not ended. Incremented before a task can be found. */
    @SuppressWarnings("FieldMayBeFinal") // by ALIVE
    private volatile int alive;

    /** Of the driver that was polled last. */
    private volatile Waker waker = Waker.noop();

    private volatile boolean driven;
    private volatile boolean closing;

    /** Null before the first drive. Written in a drive. */
    private volatile @Nullable LocalContext context;

    private int polls;

    /** The last task has ended in this drive. */
    private boolean emptied;

    /** An empty set. */
    public LocalTasks() {}

    private static VarHandle field(String name, Class<?> type) {
        return ConstantBootstraps.fieldVarHandle(
                MethodHandles.lookup(), name, VarHandle.class, LocalTasks.class, type);
    }

    /**
     * Any thread: starts {@code future}; if the set is closed, the task ends cancelled at once. The
     * runtime that has driven the set last hears of the spawn; before its first drive, the one that
     * the caller is {@code inside} of, if any.
     */
    public Task spawn(Future<?> future, @Nullable Services inside) {
        Task task = new Task(future, this);
        ALIVE.getAndAdd(this, 1);
        LocalContext known = context;
        spawned(task, known != null ? known.services() : inside);
        if (closing || !enqueue(task)) {
            known = context;
            if (known == null) {
                throw new AssertionError("closed in a drive");
            }
            TaskExecutor.discard(task, new WorkerContext(known.services()));
        }
        return task;
    }

    private static void spawned(Task task, @Nullable Services services) {
        TaskHooks hooks = services == null ? null : services.hooks();
        if (hooks != null) {
            hooks.spawned(task);
        }
    }

    /** False: closed. */
    private boolean enqueue(Task task) {
        if (isInside()) {
            local.push(task);
            return true;
        }
        if (!remote.push(task)) {
            return false;
        }
        waker.wake(); // pairs with the store in enter()
        return true;
    }

    /** Whether this is the thread that drives the set, or an unwoven body that has its turn. */
    private boolean isInside() {
        return Ambient.get() instanceof LocalContext inside && inside.tasks() == this;
    }

    /** Whether a task of the set is being polled by this thread. */
    public boolean isPolling() {
        return Ambient.get() instanceof LocalContext inside
                && inside.tasks() == this
                && inside.task() != null;
    }

    /** Tasks that have not ended. */
    public int alive() {
        return alive;
    }

    /**
     * Begins to drive the set in a poll of {@code driver} by {@code cx}, on behalf of the runtime
     * {@code services}.
     *
     * @return what {@link #leave} is to be given
     */
    public @Nullable Object enter(LocalDriver driver, Context cx, Services services) {
        Waker brought = cx.waker();
        Object outside = Ambient.get();
        if (outside instanceof LocalContext inside && inside.tasks() == this) {
            drivers.add(driver, brought);
            return outside;
        }
        if (driven || !DRIVEN.compareAndSet(this, false, true)) {
            throw new IllegalStateException(
                    "this LocalSet is being driven already: one task at a time drives it, so join"
                            + " its runUntil(…) futures in one task instead of spawning them");
        }
        LocalContext inside = context;
        if (inside == null || inside.services() != services) {
            inside = new LocalContext(services, this);
            context = inside;
        }
        inside.follow(cx instanceof WorkerContext outer ? outer : null);
        drivers.add(driver, brought);
        waker = brought; // then the queues; enqueue() does it the other way round
        Ambient.swap(inside);
        return outside;
    }

    /** Ends the drive; the driver stays known if it is {@code pending}. */
    public void leave(LocalDriver driver, @Nullable Object outside, boolean pending) {
        if (!pending) {
            drivers.remove(driver);
        }
        LocalContext inside = context;
        if (inside == null || outside == inside) {
            return;
        }
        Ambient.swap(outside);
        if (!pending || emptied) {
            drivers.wakeOthers(driver);
        }
        emptied = false;
        inside.follow(null);
        driven = false;
    }

    /**
     * In a drive: polls what is ready, up to the limit; if more is ready then, the driving task
     * gives way. A nested driver leaves it to the one around it.
     */
    public void tick(Context cx, @Nullable Object outside) {
        LocalContext inside = context;
        if (inside == null || outside == inside) {
            return;
        }
        for (int left = POLLS_PER_TICK; left > 0; left--) {
            Task task = next();
            if (task == null) {
                break;
            }
            if (closing) {
                task.markAborted();
            }
            poll(task, inside);
        }
        deferred.drainTo(push);
        if (!local.isEmpty() || !remote.isEmpty()) {
            cx.defer();
        }
    }

    private static void poll(Task task, LocalContext inside) {
        TaskHooks hooks = inside.hooks;
        if (hooks == null) {
            TaskExecutor.run(task, inside);
        } else {
            hooks.before(task);
            TaskExecutor.run(task, inside);
            hooks.after(task);
        }
    }

    private @Nullable Task next() {
        if (++polls == REMOTE_INTERVAL) {
            polls = 0;
            Task task = remote.pop();
            return task != null ? task : local.pop();
        }
        Task task = local.pop();
        return task != null ? task : remote.pop();
    }

    /** In a drive: cancels every task; new ones are discarded. */
    public void close() {
        if (!closing) {
            closing = true;
            owned.forEach(Task::abort);
        }
    }

    /** In a drive: whether no task is left; if so, a set that is closing is closed for good. */
    public boolean isDone() {
        LocalContext inside = context;
        if (alive > 0 || inside == null) {
            return false;
        }
        if (closing) {
            remote.close();
            for (Task late = remote.pop(); late != null; late = remote.pop()) {
                TaskExecutor.discard(late, inside);
            }
        }
        return alive == 0;
    }

    @Override
    public void schedule(Task task) {
        enqueue(task); // closed: it has ended
    }

    @Override
    public void requeue(Task task) {
        local.push(task);
    }

    @Override
    public void gaveWay(Task task) {
        deferred.add(task);
    }

    @Override
    public void adopt(Task task) {
        shard.add(task);
    }

    @Override
    public void release(Task task) {
        if (task.isOwned()) {
            shard.remove(task);
        }
        LocalContext known = context;
        if (known != null && known.hooks != null) {
            known.hooks.ended(task);
        }
        if ((int) ALIVE.getAndAdd(this, -1) == 1) {
            if (isInside()) {
                emptied = true;
            } else {
                waker.wake(); // discarded by the thread that came too late with it
            }
        }
    }
}
