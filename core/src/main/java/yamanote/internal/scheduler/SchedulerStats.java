package yamanote.internal.scheduler;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** Counters of one scheduler: those of its workers, and what happens on other threads. */
public final class SchedulerStats {
    final AtomicLong spawnedOutside = new AtomicLong();
    final AtomicLong finishedOutside = new AtomicLong();
    final AtomicLong polledOutside = new AtomicLong();
    final AtomicLong yieldedOutside = new AtomicLong();
    private final WorkerStats[] workers;

    SchedulerStats(int workers) {
        this.workers = new WorkerStats[workers];
        for (int i = 0; i < workers; i++) {
            this.workers[i] = new WorkerStats();
        }
    }

    /** How many threads run tasks; the one of a current-thread scheduler is whoever owns it. */
    public int workers() {
        return workers.length;
    }

    /** The counters of one of them. */
    public WorkerStats worker(int index) {
        return workers[index];
    }

    /** Tasks spawned since the start. */
    public long spawned() {
        return sum(worker -> worker.spawned.get()) + spawnedOutside.get();
    }

    /** Tasks spawned by threads that do not run tasks. */
    public long spawnedOutside() {
        return spawnedOutside.get();
    }

    /** Tasks that have not ended. Counts the ends first, so that it is never too low. */
    public long alive() {
        long ended = sum(worker -> worker.finished.get()) + finishedOutside.get();
        return Math.max(0, spawned() - ended);
    }

    /** Polls of tasks. */
    public long polls() {
        return sum(WorkerStats::polls) + polledOutside.get();
    }

    /** How often a thread that runs tasks went to sleep. */
    public long parks() {
        return sum(WorkerStats::parks);
    }

    /** Parks and unparks. */
    public long parkUnparks() {
        return sum(WorkerStats::parkUnparks);
    }

    /** How often a task gave way, by itself or because its budget was used up. */
    public long yields() {
        return sum(worker -> worker.yields.get()) + yieldedOutside.get();
    }

    /** Tasks taken from other workers' queues. */
    public long stolen() {
        return sum(WorkerStats::stolen);
    }

    private long sum(ToLongFunction<WorkerStats> counter) {
        long sum = 0;
        for (WorkerStats worker : workers) {
            sum += counter.applyAsLong(worker);
        }
        return sum;
    }
}
