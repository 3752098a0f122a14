package yamanote.internal.scheduler;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import yamanote.internal.executor.TaskContext;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.task.Task;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.FastRandom;
import yamanote.internal.util.WakeBatch;

/**
 * The context of every poll by a runtime: what leaves of the runtime's own packages narrow their
 * {@code Context} to, instead of asking a thread-local. One for each thread that polls.
 */
public class WorkerContext extends TaskContext implements WakeBatch {
    private final Services services;

    /** Made when it is first needed. */
    private @Nullable FastRandom random;

    /** The wheel that this thread owns. */
    private @Nullable TimerWheel wheel;

    /** The worker that this thread runs; only of the multi-thread scheduler. */
    private @Nullable Worker worker;

    private int index = -1;

    /** How many batches of wakes are begun and not ended. */
    private int batches;

    /** Woken in the batch by a thread that is no worker; linked as the global queue wants it. */
    private @Nullable Task newest;

    private @Nullable Task oldest;
    private int woken;

    /** Of a thread that owns no wheel: its timers go to another thread's. */
    public WorkerContext(Services services) {
        super(services.unread());
        this.services = services;
    }

    /** Of the thread that runs all tasks and owns {@code wheel}, if timers are on. */
    WorkerContext(Services services, @Nullable TimerWheel wheel) {
        this(services);
        this.wheel = wheel;
        this.index = 0;
    }

    /** The runtime that polls. */
    public final Services services() {
        return services;
    }

    /** The runtime's clock. */
    public final TimeSource time() {
        return services.time();
    }

    /**
     * This thread's wheel, else one of the runtime's; throws naming time(false) if timers are off.
     */
    public final TimerWheel wheel() {
        TimerWheel own = wheel;
        return own != null ? own : services.wheel();
    }

    /** This thread's own wheel, if it has one. */
    public final @Nullable TimerWheel wheelOrNull() {
        return wheel;
    }

    /** The runtime's reactor; throws naming io(false) if I/O is off. */
    public final Reactor reactor() {
        return services.reactor();
    }

    /** The number of the worker that this thread runs. */
    public OptionalInt workerIndex() {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    @Override
    public final void beginWakes() {
        batches++;
    }

    @Override
    public final void endWakes() {
        if (--batches > 0) {
            return;
        }
        Task last = newest;
        if (worker != null) {
            worker.flushed();
        } else if (last != null && oldest != null) {
            newest = null;
            ((MultiThreadScheduler) last.scheduling()).injectChain(last, oldest, woken);
        }
    }

    /** Whether several tasks are being woken, which are to be queued quietly. */
    final boolean isBatching() {
        return batches > 0;
    }

    /** In a batch, on a thread that is no worker: collects a task. */
    final void collect(Task task) {
        if (newest == null) {
            oldest = task;
            woken = 0;
        }
        task.next(newest);
        newest = task;
        woken++;
    }

    /** The worker that this thread runs. */
    final @Nullable Worker worker() {
        return worker;
    }

    /** This thread begins, or ceases, to run a worker. */
    final void worker(@Nullable Worker worker) {
        this.worker = worker;
        this.wheel = worker == null ? null : worker.wheel;
        this.index = worker == null ? -1 : worker.index;
    }

    /** What {@code outer}, on the same thread, has of its thread; null: nothing. */
    final void follow(@Nullable WorkerContext outer) {
        this.worker = outer == null ? null : outer.worker;
        this.wheel = outer == null ? null : outer.wheel;
        this.index = outer == null ? -1 : outer.index;
    }

    /** Whether this thread runs all tasks of a current-thread runtime. */
    public final boolean runsEverything() {
        return worker == null && index == 0;
    }

    @Override
    public final int random(int bound) {
        FastRandom known = random;
        if (known == null) {
            known = new FastRandom(services.seeds().next());
            random = known;
        }
        return known.next(bound);
    }
}
