package yamanote.test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Waker;

/**
 * The context of polls by hand: counts wakes, keeps what clean-ups threw, adopts nothing, and its
 * random choices are the same each time. Wakes come from any thread, all else from the owner.
 */
final class TestContext extends Context {
    private final AtomicInteger wakes = new AtomicInteger();
    private final Waker waker = Waker.of(wakes::incrementAndGet);
    private final List<Throwable> cleanUpFailures = new ArrayList<>();
    private int seed = 1;

    int wakes() {
        return wakes.get();
    }

    List<Throwable> cleanUpFailures() {
        return List.copyOf(cleanUpFailures);
    }

    @Override
    public Waker waker() {
        return waker;
    }

    @Override
    public void cleanUpFailed(Future<?> cancelled, Throwable failure) {
        cleanUpFailures.add(failure);
    }

    /** A linear congruence: the high bits are the random ones. */
    @Override
    public int random(int bound) {
        seed = seed * 1_664_525 + 1_013_904_223;
        return (int) ((Integer.toUnsignedLong(seed) * bound) >>> 32);
    }
}
