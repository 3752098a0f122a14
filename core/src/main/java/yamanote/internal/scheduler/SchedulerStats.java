package yamanote.internal.scheduler;

import java.util.concurrent.atomic.AtomicLong;
import yamanote.internal.util.Counter;

/** Counters of one scheduler; everyone reads, the owner of the core writes. */
public final class SchedulerStats {
    final Counter spawnedInside = new Counter();
    final AtomicLong spawnedOutside = new AtomicLong();
    final Counter finished = new Counter();
    final AtomicLong discarded = new AtomicLong();
    final Counter polls = new Counter();
    final Counter parks = new Counter();
    final Counter unparks = new Counter();
    final Counter yields = new Counter();

    SchedulerStats() {}

    /** Tasks spawned since the start. */
    public long spawned() {
        return spawnedInside.get() + spawnedOutside.get();
    }

    /** Tasks that have not ended. */
    public long alive() {
        long ended = finished.get() + discarded.get();
        return Math.max(0, spawned() - ended);
    }

    /** Polls of tasks. */
    public long polls() {
        return polls.get();
    }

    /** How often the scheduler's thread went to sleep. */
    public long parks() {
        return parks.get();
    }

    /** Parks and unparks: odd means asleep. */
    public long parkUnparks() {
        return parks.get() + unparks.get();
    }

    /** How often a task gave way, by itself or because its budget was used up. */
    public long yields() {
        return yields.get();
    }
}
