package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The wheel against a map of deadlines that is searched. {@code -Dtimer.seed=n} repeats or widens
 * the search; the lists are checked after each step.
 */
class TimerWheelModelTest {
    private static final long MS = 1_000_000;
    private static final int STEPS = 3_000;

    private final ManualTime time = new ManualTime();
    private final TimerWheel wheel = new TimerWheel(time, () -> {});
    private final Map<TestTimer, Long> model = new HashMap<>();
    private final List<TestTimer> fired = new ArrayList<>();
    private final List<TestTimer> known = new ArrayList<>();
    private long now;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void firesExactlyWhatASortedListFires(long number) {
        long seed = Long.getLong("timer.seed", 20_260_101L) * 1_000 + number;
        Random random = new Random(seed);
        wheel.claim();
        for (int step = 0; step < STEPS; step++) {
            try {
                step(random);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", step " + step, e);
            }
        }
        assertThat(known).isNotEmpty();
    }

    private void step(Random random) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> arm(random);
            case 4 -> cancel(random);
            case 5, 6 -> reset(random);
            default -> advance(random);
        }
        assertThat(WheelCheck.intact(wheel)).isEqualTo(model.size());
        long next = wheel.nextDeadline();
        long soonest = model.values().stream().mapToLong(Long::longValue).min().orElse(NEVER);
        assertThat(next / MS).isLessThanOrEqualTo(soonest);
        assertThat(next).as("something to wait for").isGreaterThan(now / MS * MS);
    }

    private static final long NEVER = TimerWheel.NONE / MS;

    private void arm(Random random) {
        long deadline = now + distance(random);
        TestTimer[] self = new TestTimer[1];
        TestTimer timer = new TestTimer(wheel, deadline, () -> fired.add(self[0]));
        self[0] = timer;
        known.add(timer);
        boolean passed = tick(deadline) <= now / MS;
        assertThat(timer.poll()).isEqualTo(passed);
        if (!passed) {
            model.put(timer, tick(deadline));
        }
    }

    private void cancel(Random random) {
        if (!known.isEmpty()) {
            TestTimer timer = known.remove(random.nextInt(known.size()));
            timer.cancel();
            model.remove(timer);
        }
    }

    private void reset(Random random) {
        if (known.isEmpty()) {
            return;
        }
        TestTimer timer = known.get(random.nextInt(known.size()));
        long deadline = now + distance(random);
        boolean waits = model.remove(timer) != null;
        timer.reset(deadline);
        fired.clear(); // a waiting timer reset into the past has woken
        if (tick(deadline) <= now / MS) {
            assertThat(timer.elapsed()).isEqualTo(waits);
        } else if (waits || !timer.poll()) {
            model.put(timer, tick(deadline));
        }
    }

    private void advance(Random random) {
        now += Math.abs(distance(random)) / 2;
        time.setNanos(now);
        List<TestTimer> due = new ArrayList<>();
        model.forEach((timer, tick) -> {
            if (tick <= now / MS) {
                due.add(timer);
            }
        });
        due.forEach(model::remove);
        fired.clear();
        assertThat(wheel.advance(now)).isEqualTo(due.size());
        assertThat(fired).containsExactlyInAnyOrderElementsOf(due);
        assertThat(fired).isSortedAccordingTo((a, b) -> Long.compare(tickOf(a), tickOf(b)));
        assertThat(due).allMatch(TestTimer::elapsed);
    }

    /** Of any magnitude, at times round, at times into the past. */
    private static long distance(Random random) {
        long magnitude = 1L << random.nextInt(57);
        long distance =
                switch (random.nextInt(8)) {
                    case 0 -> magnitude;
                    case 1 -> (1L << random.nextInt(37)) * MS;
                    case 2 -> -(random.nextLong(magnitude) >>> 20);
                    default -> random.nextLong(magnitude);
                };
        return random.nextInt(3) == 0 ? distance % (200 * MS) : distance;
    }

    private static long tickOf(TestTimer timer) {
        return tick(timer.deadlineNanos());
    }

    private static long tick(long nanos) {
        return Math.ceilDiv(nanos, MS);
    }
}
