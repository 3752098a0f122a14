package yamanote.bench.harness;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How late the timers of sleeping tasks were, and what they cost. */
public final class FireReport {
    public static final int TASKS = 1_000_000;

    private final int tasks;
    private final Random random = new Random(42);
    private final AtomicInteger left;
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong worst = new AtomicLong();
    private final long cpu = Usage.processCpuNanos();
    private final long start = System.nanoTime();

    public FireReport(int tasks) {
        this.tasks = tasks;
        this.left = new AtomicInteger(tasks);
    }

    /** Microseconds for the next task to sleep. */
    public long nextPause() {
        return random.below(2_000_000);
    }

    /** A task that should have woken at {@code due} has. */
    public void woke(long due) {
        long by = System.nanoTime() - due;
        late.getAndAdd(by);
        worst.accumulateAndGet(by, Math::max);
        left.getAndDecrement();
    }

    public boolean finished() {
        return left.get() == 0;
    }

    /** When a pause from now ends. */
    public static long due(long micros) {
        return System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
    }

    public void print() {
        double wall = System.nanoTime() - start;
        Report.value("cpu_ns_per_task", (double) (Usage.processCpuNanos() - cpu) / tasks);
        Report.value("wall_ms", wall / 1e6);
        Report.value("mean_late_ms", late.get() / 1e6 / tasks);
        Report.value("max_late_ms", worst.get() / 1e6);
    }
}
