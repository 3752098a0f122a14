package yamanote.internal.scheduler;

import yamanote.internal.util.Counter;

/** Counters that one thread that runs tasks writes and everyone reads. */
public final class WorkerStats {
    final Counter spawned = new Counter();
    final Counter finished = new Counter();
    final Counter polls = new Counter();
    final Counter parks = new Counter();
    final Counter unparks = new Counter();
    final Counter yields = new Counter();
    final Counter turns = new Counter();
    final Counter stolen = new Counter();
    final Counter overflows = new Counter();
    final Counter dry = new Counter();

    WorkerStats() {}

    /** Polls of tasks. */
    public long polls() {
        return polls.get();
    }

    /** How often the thread went to sleep. */
    public long parks() {
        return parks.get();
    }

    /** Parks and unparks: odd means asleep. */
    public long parkUnparks() {
        return parks.get() + unparks.get();
    }

    /** Looks at I/O and timers between tasks. */
    public long turns() {
        return turns.get();
    }

    /** Tasks taken from other workers' queues. */
    public long stolen() {
        return stolen.get();
    }

    /** How often the local queue was full. */
    public long overflows() {
        return overflows.get();
    }

    /** Wakes of this worker by another that found nothing to do. */
    public long dry() {
        return dry.get();
    }
}
