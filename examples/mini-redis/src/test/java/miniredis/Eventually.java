package miniredis;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come to hold, by looking again and again up to a deadline. */
final class Eventually {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(20);

    private Eventually() {}

    static void holds(Supplier<String> state, BooleanSupplier condition)
            throws InterruptedException {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > LIMIT) {
                throw new AssertionError("has not come to hold; " + state.get());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }
}
