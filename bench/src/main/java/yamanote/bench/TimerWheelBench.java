package yamanote.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import yamanote.future.Waker;
import yamanote.internal.timer.SystemTime;
import yamanote.internal.timer.TimeSource;
import yamanote.internal.timer.TimerEntry;
import yamanote.internal.timer.TimerWheel;

/**
 * A timer's life on its owner's thread, 1,000,000 timers at once, in nanoseconds a timer. Creating
 * one reads the clock, as {@code sleep(duration)} does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 10, time = 1)
public class TimerWheelBench {
    private static final int HELD = 1_000_000;

    /** What {@code Sleep} is, without a runtime around it. */
    private static final class Entry extends TimerEntry {
        Entry(TimerWheel wheel, long deadline, long now) {
            super(wheel, deadline, now);
        }

        boolean poll() {
            return pollElapsed(Waker.noop());
        }

        void drop() {
            disarm();
        }

        void reset(long nanos) {
            rearm(nanos, Long.MIN_VALUE);
        }
    }

    private final Entry[] held = new Entry[HELD];
    private final long[] delays = new long[HELD];
    private TimeSource time;
    private TimerWheel wheel;
    private long base;

    /** Deadlines between 1 s and an hour, in no order. */
    @Setup(Level.Iteration)
    public void setUp() {
        time = new SystemTime();
        wheel = new TimerWheel(time, () -> {});
        wheel.claim();
        long seed = 42;
        for (int i = 0; i < HELD; i++) {
            seed = seed * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            delays[i] = 1_000_000_000L + (seed >>> 33) % 3_600_000 * 1_000_000L;
        }
        base = time.nanos();
    }

    /** Create, first poll, then, with all of them held, drop. */
    @Benchmark
    @OperationsPerInvocation(HELD)
    public long registerThenDropAMillion() {
        for (int i = 0; i < HELD; i++) {
            long now = time.nanos();
            Entry entry = new Entry(wheel, now + delays[i], now);
            entry.poll();
            held[i] = entry;
        }
        long next = wheel.nextDeadline();
        for (int i = 0; i < HELD; i++) {
            held[i].drop();
        }
        return next;
    }

    /** Create, first poll, drop: one at a time, as a timeout that does not run out. */
    @Benchmark
    @OperationsPerInvocation(HELD)
    public long registerAndDropOneByOne() {
        for (int i = 0; i < HELD; i++) {
            long now = time.nanos();
            Entry entry = new Entry(wheel, now + delays[i], now);
            entry.poll();
            entry.drop();
        }
        return wheel.nextDeadline();
    }

    /** Create, first poll, fire: the driver's steps over two seconds of deadlines. */
    @Benchmark
    @OperationsPerInvocation(HELD)
    public int registerThenFireAMillion() {
        long start = base;
        for (int i = 0; i < HELD; i++) {
            Entry entry = new Entry(wheel, start + 1 + delays[i] % 2_000_000_000L, start);
            entry.poll();
            held[i] = entry;
        }
        int fired = 0;
        for (long next; (next = wheel.nextDeadline()) != TimerWheel.NONE; ) {
            fired += wheel.advance(next);
            base = next;
        }
        if (fired != HELD) {
            throw new IllegalStateException("fired " + fired);
        }
        return fired;
    }

    /** Reset to later of a timer in the wheel: the idle timeout of a busy connection. */
    @Benchmark
    @OperationsPerInvocation(HELD)
    public long resetToLater() {
        Entry entry = new Entry(wheel, 1_000_000_000, 0);
        entry.poll();
        for (int i = 1; i <= HELD; i++) {
            entry.reset(1_000_000_000 + i * 1_000L);
        }
        entry.drop();
        return wheel.nextDeadline();
    }
}
