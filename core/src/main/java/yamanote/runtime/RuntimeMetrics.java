package yamanote.runtime;

import yamanote.internal.reactor.Reactor;
import yamanote.internal.runtime.RuntimeCore;

/**
 * Counters and gauges of a runtime, each read when asked for; together they are no snapshot.
 * Mirrors {@code tokio::runtime::RuntimeMetrics}.
 */
public final class RuntimeMetrics {
    private final RuntimeCore core;

    RuntimeMetrics(RuntimeCore core) {
        this.core = core;
    }

    /** Tasks that have not ended. */
    public long aliveTasks() {
        return core.scheduler().stats().alive();
    }

    /** Tasks spawned since the start. */
    public long spawnedTasks() {
        return core.scheduler().stats().spawned();
    }

    /** Polls of tasks since the start; the futures of blockOn not counted. */
    public long polls() {
        return core.scheduler().stats().polls();
    }

    /** How often the thread that runs tasks went to sleep. */
    public long parks() {
        return core.scheduler().stats().parks();
    }

    /** Parks and unparks: odd while asleep. */
    public long parkUnparks() {
        return core.scheduler().stats().parkUnparks();
    }

    /** How often a task gave way, by {@code yieldNow} or because its budget was used up. */
    public long yields() {
        return core.scheduler().stats().yields();
    }

    /** Tasks queued from outside that wait to be run. */
    public int globalQueueDepth() {
        return core.scheduler().globalQueueDepth();
    }

    /** Threads for blocking jobs, idle ones included. */
    public int blockingThreads() {
        return core.blocking().threads();
    }

    /** Threads for blocking jobs that have none. */
    public int idleBlockingThreads() {
        return core.blocking().idleThreads();
    }

    /**
     * What the I/O driver has done since the start; one look at each of its counters. Mirrors the
     * {@code io_driver_…} metrics of Tokio. Counting costs the driver no fence, but the number of
     * sockets is found by looking at all of them.
     */
    public IoMetrics io() {
        Reactor reactor = core.scheduler().io().reactorOrNull();
        return reactor == null
                ? IoMetrics.NONE
                : new IoMetrics(
                        reactor.driver(),
                        reactor.registered(),
                        reactor.waits(),
                        reactor.events(),
                        reactor.dispatched(),
                        reactor.wakeUps());
    }

    /** Blocking jobs that wait for a thread. */
    public int blockingQueueDepth() {
        return core.blocking().queueDepth();
    }
}
