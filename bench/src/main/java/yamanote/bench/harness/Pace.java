package yamanote.bench.harness;

import java.util.concurrent.TimeUnit;

/** Calls at a given rate. */
public final class Pace {
    private static final long SPIN = TimeUnit.MICROSECONDS.toNanos(150);
    private static final long SLEEP = TimeUnit.MICROSECONDS.toNanos(200);

    private Pace() {}

    /**
     * Sleeps until shortly before the next call is due, then spins: a late sleeper would lower the
     * rate.
     */
    public static void run(long perSecond, long millis, Runnable call) throws InterruptedException {
        if (perSecond == 0) {
            Thread.sleep(millis);
            return;
        }
        long start = System.nanoTime();
        long calls = perSecond * millis / 1000;
        for (long i = 1; i <= calls; i++) {
            awaitTime(start + 1_000_000_000 / perSecond * i);
            call.run();
        }
    }

    private static void awaitTime(long due) throws InterruptedException {
        for (long left; (left = due - System.nanoTime()) > 0; ) {
            if (left > SLEEP) {
                TimeUnit.NANOSECONDS.sleep(left - SPIN);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** Computes for so long. */
    public static void busy(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
