package yamanote.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.probe.RuntimeProbe;
import yamanote.runtime.AsyncRuntime;

/**
 * What a test left behind, given a moment to end. Between two looks a current-thread runtime runs
 * some rounds without ever parking, so that a paused clock does not jump to the timers of what is
 * left.
 */
final class Leaks {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int ROUNDS = 16;
    private static final int TRIES = 100;

    private Leaks() {}

    /** Throws if something is still there after {@code patience}. */
    static void check(AsyncRuntime runtime, RuntimeProbe probe, Duration patience)
            throws Exception {
        long start = System.nanoTime();
        while (isLeft(runtime, probe)) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError(describe(probe));
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private static boolean isLeft(AsyncRuntime runtime, RuntimeProbe probe) throws Exception {
        runtime.blockOn(new Rounds());
        return probe.aliveTasks() > 0
                || !probe.blockingJobs().isEmpty()
                || probe.pendingTimers() != 0; // busy: look again
    }

    private static String describe(RuntimeProbe probe) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "the test left behind what still runs: await, abort or close it, or say"
                        + " allowLeaks()");
        lines.addAll(Dump.tasks(probe));
        lines.addAll(probe.blockingJobs());
        int timers = pendingTimers(probe);
        if (lines.size() == 1 && timers > 0) {
            lines.add(
                    "armed timers of no task: "
                            + timers
                            + "; a sleep or timeout that was polled by hand is to be cancelled");
        }
        return String.join("\n  ", lines);
    }

    /** A wheel is busy for a moment only, unless its owner is stuck in a waker. */
    private static int pendingTimers(RuntimeProbe probe) {
        int timers = probe.pendingTimers();
        for (int i = 0; timers < 0 && i < TRIES; i++) {
            LockSupport.parkNanos(PAUSE);
            timers = probe.pendingTimers();
        }
        return timers;
    }

    /** Gives way some times: whatever is ready runs. */
    private static final class Rounds implements Future<@Nullable Void> {
        private int left = ROUNDS;

        @Override
        public Poll<@Nullable Void> poll(Context cx) {
            if (left-- > 0) {
                cx.defer();
                return Poll.pending();
            }
            return Poll.ready(null);
        }
    }
}
