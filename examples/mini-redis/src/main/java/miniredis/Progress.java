package miniredis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;

/** Counts requests and ticks, shows them step by step, and judges whether they went on. */
final class Progress {
    enum Phase {
        BEFORE("before"),
        BLOCKED("BLOCKED"),
        AFTER("after");

        private final String shown;

        Phase(String shown) {
            this.shown = shown;
        }
    }

    private record Step(Phase phase, double requestsPerSecond, long ticks, long inTime) {}

    private final Duration step;
    private final long ticksDue;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong ticks = new AtomicLong();
    private final AtomicLong ticksInTime = new AtomicLong();
    private final LongAccumulator worstLateness = new LongAccumulator(Math::max, 0);
    private final List<Step> steps = new ArrayList<>();
    private long stepBegan;

    Progress(Duration step, Duration tick) {
        this.step = step;
        this.ticksDue = step.dividedBy(tick);
    }

    /** A request was answered. */
    void request() {
        requests.incrementAndGet();
    }

    /** A tick came so late. */
    void tick(Duration late) {
        worstLateness.accumulate(late.toNanos());
        ticks.incrementAndGet();
        if (late.compareTo(step) < 0) {
            ticksInTime.incrementAndGet();
        }
    }

    /** Forgets what has been counted; the first step begins. */
    void begin() {
        requests.set(0);
        ticks.set(0);
        ticksInTime.set(0);
        worstLateness.reset();
        stepBegan = System.nanoTime();
        IO.println(
                "    time   phase     requests/s   ticks of %d   worst lateness"
                        .formatted(ticksDue));
    }

    /** A step of this phase has ended. */
    void line(Phase phase) {
        long now = System.nanoTime();
        double rate = requests.getAndSet(0) * 1e9 / (now - stepBegan);
        stepBegan = now;
        long ticked = ticks.getAndSet(0);
        steps.add(new Step(phase, rate, ticked, ticksInTime.getAndSet(0)));
        double late = worstLateness.getThenReset() / 1e6;
        IO.println(
                "%6.2f s   %-7s %,12.0f   %11d   %14s"
                        .formatted(
                                steps.size() * step.toMillis() / 1e3,
                                phase.shown,
                                rate,
                                ticked,
                                ticked == 0 ? "-" : "%,.1f ms".formatted(late)));
    }

    /**
     * Prints and returns whether requests and ticks went on while a worker was blocked: a tenth of
     * the usual requests, and half of the ticks less than a step late. That leaves room for a busy
     * machine, and none for a server that stands still.
     */
    boolean verdict() {
        double before = requestsPerSecond(Phase.BEFORE);
        double blocked = requestsPerSecond(Phase.BLOCKED);
        List<Step> during = of(Phase.BLOCKED);
        long inTime = during.stream().mapToLong(Step::inTime).sum();
        long due = ticksDue * during.size();
        boolean wentOn = blocked >= before / 10 && blocked > 0 && inTime >= due / 2;
        IO.println(
                """

                %s while the worker was blocked:
                %,.0f requests/s (%,.0f before), and %d of %d ticks less than %d ms late\
                """
                        .formatted(
                                wentOn
                                        ? "I/O and timers went on"
                                        : "Nothing goes on, or too little,",
                                blocked,
                                before,
                                Math.min(inTime, due),
                                due,
                                step.toMillis()));
        return wentOn;
    }

    private List<Step> of(Phase phase) {
        return steps.stream().filter(s -> s.phase() == phase).toList();
    }

    private double requestsPerSecond(Phase phase) {
        return of(phase).stream().mapToDouble(Step::requestsPerSecond).average().orElse(0);
    }
}
