package yamanote.verify.iosoak;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import yamanote.runtime.AsyncRuntime;
import yamanote.verify.soak.Dice;
import yamanote.verify.soak.Trouble;

/** Starts a round, watches it and counts. Throws {@link AssertionError} if something is wrong. */
final class Referee {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int LONGEST = 300;

    private final Plan plan;
    private final Trouble trouble;
    private final AsyncRuntime runtime;
    private final Round round;
    private final Thread root;
    private final long openBefore = Descriptors.open();

    Referee(Plan plan, Trouble trouble) {
        this.plan = plan;
        this.trouble = trouble;
        this.runtime = plan.runtime(trouble);
        this.round = new Round(plan, runtime, trouble);
        this.root = Thread.ofPlatform().name("root").daemon().unstarted(this::blockOn);
    }

    Round run() throws Exception {
        try {
            root.start();
            long start = System.nanoTime();
            long closeAfter = TimeUnit.MILLISECONDS.toNanos(new Dice(plan.seed()).below(LONGEST));
            await(() -> !root.isAlive() || plan.closed() && System.nanoTime() - start > closeAfter);
            round.isClosing = root.isAlive();
            round.phase = "closing";
            close();
            round.check();
            if (Descriptors.open() != openBefore) {
                throw new AssertionError(
                        "%d descriptors, and %d before".formatted(Descriptors.open(), openBefore));
            }
            return round;
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + Dump.of(round), e);
        }
    }

    private void blockOn() {
        try {
            runtime.blockOn(round.run());
        } catch (Throwable thrown) {
            if (!round.isClosing || thrown instanceof AssertionError) {
                trouble.report("blockOn", thrown);
            }
        }
    }

    private void close() throws InterruptedException {
        long start = System.nanoTime();
        runtime.close();
        if (System.nanoTime() - start > plan.patience().toNanos() / 2) {
            throw new AssertionError("close took too long");
        }
        root.join(plan.patience());
        if (root.isAlive()) {
            throw new AssertionError("blockOn did not return");
        }
        if (runtime.metrics().aliveTasks() != 0) {
            throw new AssertionError(runtime.metrics().aliveTasks() + " tasks are left");
        }
        Throwable thrown = trouble.thrown.poll();
        if (thrown != null) {
            throw new AssertionError("reported: " + thrown, thrown);
        }
    }

    /** Throws if nothing moves for too long. */
    private void await(BooleanSupplier condition) {
        long progress = round.moved.sum();
        String phase = round.phase;
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(this, LOOK);
            long now = System.nanoTime();
            if (now - since > plan.patience().toNanos()) {
                if (round.moved.sum() == progress && round.phase.equals(phase)) {
                    throw new AssertionError("nothing moves while " + phase);
                }
                progress = round.moved.sum();
                phase = round.phase;
                since = now;
            }
        }
    }
}
