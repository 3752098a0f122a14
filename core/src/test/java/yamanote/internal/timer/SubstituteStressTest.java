package yamanote.internal.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Two owners arm, drop, reset and hand over timers while a watchdog turns the wheel of either at
 * random. Each timer armed and not dropped fires once. {@code -Dtimer.seed=n} repeats, {@code
 * -Dtimer.rounds=n} prolongs.
 */
class SubstituteStressTest {
    private static final long MS = 1_000_000;
    private static final int STEPS = 100_000;
    private static final int LEAST_TURNS = 500;
    private static final int ROUNDS = Integer.getInteger("timer.rounds", 1);

    private final long seed = Long.getLong("timer.seed", System.nanoTime());
    private final AtomicLong clock = new AtomicLong();
    private final TimerWheel[] wheels = {wheel(), wheel()};
    private final ConcurrentLinkedQueue<Held> handed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger(wheels.length);
    private final AtomicInteger fired = new AtomicInteger();
    private final AtomicInteger substitutions = new AtomicInteger();

    /** A timer and what its holder has done with it. */
    private static final class Held {
        final TestTimer timer;
        boolean waited;
        boolean dropped;
        int resets;

        Held(TestTimer timer) {
            this.timer = timer;
        }

        int elapsed() {
            return timer.elapsed() ? 1 : 0;
        }
    }

    private static TimerWheel wheel() {
        return new TimerWheel(() -> 0, () -> {});
    }

    @Test
    void everyTimerFiresOnceOrIsDropped() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            List<Held> all = run(seed + 31L * round, false);
            int expected = 0;
            for (Held held : all) {
                int wakes = held.timer.wakes();
                if (held.dropped) {
                    assertThat(wakes).as("seed %d", seed).isLessThanOrEqualTo(held.elapsed());
                    expected += held.elapsed();
                } else {
                    if (held.waited) {
                        assertThat(wakes).as("seed %d", seed).isOne();
                    }
                    expected += wakes; // at the first poll it may have elapsed by then, or fired
                }
            }
            assertThat(fired).as("seed %d", seed).hasValue(expected);
        }
    }

    @Test
    void aTimerResetOrArmedAgainWhileItFiresIsNotLost() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            for (Held held : run(seed + 31L * round, true)) {
                int wakes = held.timer.wakes();
                assertThat(wakes).as("seed %d", seed).isLessThanOrEqualTo(held.resets + 1);
                if (held.waited && !held.dropped) {
                    assertThat(held.timer.elapsed()).as("seed %d", seed).isTrue();
                }
            }
        }
    }

    private List<Held> run(long seed, boolean again) throws Exception {
        running.set(wheels.length);
        fired.set(0);
        substitutions.set(0);
        List<Held> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<List<Held>>> owners = new ArrayList<>();
            for (int i = 0; i < wheels.length; i++) {
                owners.add(threads.submit(owner(wheels[i], new Random(seed + i), again)));
            }
            Future<?> watchdog = threads.submit(watchdog(new Random(seed + 7)));
            for (Future<List<Held>> owner : owners) {
                all.addAll(owner.get());
            }
            watchdog.get();
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed, e.getCause());
        }
        long end = clock.addAndGet(1_000 * MS);
        for (TimerWheel wheel : wheels) {
            fired.addAndGet(wheel.advanceFor(end));
            assertThat(WheelCheck.intact(wheel)).as("seed %d", seed).isZero();
            assertThat(wheel.isIdle()).as("seed %d", seed).isTrue();
        }
        handed.clear();
        return all;
    }

    private Callable<List<Held>> owner(TimerWheel wheel, Random random, boolean again) {
        return () -> {
            List<Held> made = new ArrayList<>();
            List<Held> held = new ArrayList<>();
            wheel.claim();
            try {
                for (int step = 0; step < STEPS || substitutions.get() < LEAST_TURNS; step++) {
                    if (step > STEPS) {
                        Thread.yield(); // to a watchdog that has not had its share
                    }
                    switch (random.nextInt(12)) {
                        case 0, 1, 2 -> made.add(arm(wheel, held, random));
                        case 3, 4 -> drop(held, random, again);
                        case 5 -> reset(held, random, again);
                        case 6 -> hand(held, random);
                        case 7, 8, 9 -> take(wheel, held);
                        case 10 -> wheel.nextDeadline();
                        default ->
                                fired.addAndGet(
                                        wheel.advance(clock.addAndGet(random.nextLong(MS))));
                    }
                }
            } finally {
                wheel.release();
                running.decrementAndGet();
            }
            return made;
        };
    }

    private Callable<Void> watchdog(Random random) {
        return () -> {
            try {
                while (running.get() > 0) {
                    int done = wheels[random.nextInt(wheels.length)].advanceFor(clock.get());
                    if (done != TimerWheel.BUSY) {
                        substitutions.incrementAndGet();
                        fired.addAndGet(done);
                    }
                    for (int i = random.nextInt(200); i > 0; i--) {
                        Thread.onSpinWait();
                    }
                }
            } finally {
                substitutions.set(LEAST_TURNS);
            }
            return null;
        };
    }

    private Held arm(TimerWheel wheel, List<Held> held, Random random) {
        Held one = new Held(new TestTimer(wheel, clock.get() + random.nextLong(90 * MS)));
        if (random.nextBoolean()) {
            poll(one);
        }
        held.add(one);
        return one;
    }

    /** The only poll of a timer that is not reset: another one could keep its wake from it. */
    private static void poll(Held one) {
        if (!one.waited) {
            one.waited = !one.timer.poll();
        }
    }

    private void drop(List<Held> held, Random random, boolean again) {
        if (held.isEmpty()) {
            return;
        }
        Held one = pick(held, random);
        one.timer.cancel();
        if (again && random.nextBoolean()) {
            one.waited = false;
            one.resets++;
            handed.add(one);
        } else {
            one.dropped = one.waited;
        }
    }

    private void reset(List<Held> held, Random random, boolean again) {
        if (again && !held.isEmpty()) {
            Held one = held.get(random.nextInt(held.size()));
            one.timer.reset(clock.get() + random.nextLong(90 * MS));
            one.timer.poll();
            one.waited = true;
            one.resets++;
        }
    }

    private void hand(List<Held> held, Random random) {
        if (!held.isEmpty()) {
            handed.add(pick(held, random));
        }
    }

    private void take(TimerWheel wheel, List<Held> held) {
        Held one = handed.poll();
        if (one != null) {
            one.timer.moveTo(wheel);
            poll(one);
            held.add(one);
        }
    }

    private static Held pick(List<Held> held, Random random) {
        Held last = held.removeLast();
        if (held.isEmpty()) {
            return last;
        }
        int index = random.nextInt(held.size());
        Held picked = held.get(index);
        held.set(index, last);
        return picked;
    }
}
