package yamanote.bench.harness;

import java.util.concurrent.atomic.AtomicInteger;

/** The course of a memory probe: a million tasks are parked, weighed and woken. */
public final class MemoryReport {
    public static final int TASKS = 1_000_000;

    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicInteger woken = new AtomicInteger();
    private final long heap = Usage.liveHeapBytes();
    private final long resident = Usage.residentBytes();
    private long start = System.nanoTime();

    /** Counts a task that is about to park. */
    public void parks() {
        parked.getAndIncrement();
    }

    /** Counts a task that was woken. */
    public void wakes() {
        woken.getAndIncrement();
    }

    public boolean allParked() {
        return parked.get() == TASKS;
    }

    public boolean allWoken() {
        return woken.get() == TASKS;
    }

    /** All are parked: call once right then. */
    public void spawned() {
        perTask("spawn_park_ns", System.nanoTime() - start);
    }

    /** A moment later, when the last has really parked. */
    public void weigh() {
        perTask("heap_bytes", Usage.liveHeapBytes() - heap);
        perTask("rss_bytes", Usage.residentBytes() - resident);
    }

    public void beginWake() {
        start = System.nanoTime();
    }

    public void endWake() {
        perTask("wake_all_ns", System.nanoTime() - start);
    }

    private static void perTask(String metric, long value) {
        Report.value(metric, (double) value / TASKS);
    }
}
