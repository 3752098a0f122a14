package yamanote.internal.scheduler;

import org.jspecify.annotations.Nullable;
import yamanote.internal.executor.TaskContext;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerWheel;
import yamanote.internal.util.FastRandom;

/**
 * The context of every poll by a runtime: what leaves of the runtime's own packages narrow their
 * {@code Context} to, instead of asking a thread-local. One for each thread that polls.
 */
public final class WorkerContext extends TaskContext {
    private final Services services;
    private final FastRandom random;
    private final @Nullable DeferredTasks deferred;
    private final @Nullable SchedulerStats stats;

    /** Of the thread that owns a scheduler's core. */
    WorkerContext(Services services, DeferredTasks deferred, SchedulerStats stats) {
        super(services.unread());
        this.services = services;
        this.random = new FastRandom(services.seeds().next());
        this.deferred = deferred;
        this.stats = stats;
    }

    /** Of a thread that polls but does not run the scheduler: who gives way is woken at once. */
    WorkerContext(Services services) {
        super(services.unread());
        this.services = services;
        this.random = new FastRandom(services.seeds().next());
        this.deferred = null;
        this.stats = null;
    }

    /** The runtime that polls. */
    public Services services() {
        return services;
    }

    /** The runtime's clock. */
    public TimeSource time() {
        return services.driver().time();
    }

    /** The runtime's wheel; throws naming time(false) if timers are off. */
    public TimerWheel wheel() {
        return services.driver().wheel();
    }

    /** The wheel of the worker that polls; null if timers are off. */
    public @Nullable TimerWheel wheelOrNull() {
        try {
            return services.driver().wheel();
        } catch (IllegalStateException timersAreOff) {
            return null;
        }
    }

    /** The runtime's reactor; throws naming io(false) if I/O is off. */
    public Reactor reactor() {
        return services.driver().reactor();
    }

    @Override
    public void defer() {
        if (deferred == null || stats == null) {
            waker().wake();
        } else if (deferred.add(waker())) {
            stats.yields.increment();
        }
    }

    @Override
    public int random(int bound) {
        return random.next(bound);
    }
}
