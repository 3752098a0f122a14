package yamanote.verify.soak;

import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import yamanote.net.TcpListener;
import yamanote.runtime.AsyncRuntime;

/** Starts a round, watches it, ends it and counts. Throws {@link AssertionError} if it is lost. */
final class Referee {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Plan plan;
    private final Trouble trouble;
    private final ExecutorService executor;
    private final Round round;
    private final Thread root;
    private @Nullable TcpListener listener;

    Referee(Plan plan, Trouble trouble) {
        this.plan = plan;
        this.trouble = trouble;
        this.executor = Executors.newFixedThreadPool(plan.workers());
        AsyncRuntime runtime = plan.runtime(executor, trouble);
        this.round = new Round(plan, runtime);
        this.root = Thread.ofPlatform().name("root").daemon().unstarted(this::blockOn);
    }

    /** Returns how many wakes there were. */
    long run() throws Exception {
        try {
            start();
            await("wandering", until(TimeUnit.MILLISECONDS.toNanos(plan.millis())));
            switch (plan.end()) {
                case IN_ORDER -> endInOrder();
                case CLOSED, CLOSED_AT_ONCE -> round.isClosing = true;
            }
            close();
            return round.wakes();
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + Dump.of(round, plan), e);
        } finally {
            round.isLeft = true;
            executor.shutdown();
        }
    }

    private void start() throws Exception {
        if (plan.reactor()) {
            try (var _ = round.runtime.handle().enter()) {
                listener = TcpListener.bind(new InetSocketAddress("127.0.0.1", 0));
            }
        }
        root.start();
        Dice dice = new Dice(plan.seed() + 3);
        for (int i = 1; i < round.nodes.length; i++) {
            round.spawn(round.nodes[i], dice);
        }
        for (Foreigner foreigner : round.foreigners) {
            foreigner.thread.start();
        }
        for (int i = 0; i < plan.tokens(); i++) {
            round.nodes[i % round.nodes.length].send();
        }
    }

    /** The first node's task is the future of a blockOn. */
    private void blockOn() {
        try {
            round.runtime.blockOn(new NodeTask(round, round.nodes[0], plan.seed() + 4));
        } catch (Throwable thrown) {
            if (plan.end() == Plan.End.IN_ORDER || thrown instanceof AssertionError) {
                trouble.report("blockOn", thrown);
            }
        }
    }

    private void endInOrder() {
        round.isSettling = true;
        await("settling", () -> round.atRest.get() == plan.tokens());
        round.isOver = true;
        for (Node node : round.nodes) {
            node.waker.wake();
        }
        await("ending", this::areFinished);
        round.isRootOver = true;
        round.nodes[0].waker.wake();
        await("ending", () -> round.ended.get() == round.started.get());
    }

    private void close() throws Exception {
        long start = System.nanoTime();
        round.runtime.close();
        if (System.nanoTime() - start > plan.patience().toNanos() / 2) {
            throw new AssertionError("close took too long");
        }
        await("after close", this::areFinished);
        round.isLeft = true;
        for (Foreigner foreigner : round.foreigners) {
            foreigner.thread.join();
        }
        root.join(plan.patience());
        if (root.isAlive()) {
            throw new AssertionError("blockOn did not return");
        }
        if (listener != null) {
            listener.close();
        }
        if (plan.end() != Plan.End.CLOSED_AT_ONCE && round.ended.get() != round.started.get()) {
            throw new AssertionError("a future was neither polled to its end nor cancelled");
        }
        executor.shutdown();
        if (!executor.awaitTermination(plan.patience().toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the executor's threads did not end");
        }
        Throwable thrown = trouble.thrown.poll();
        if (thrown != null) {
            throw new AssertionError("reported: " + thrown, thrown);
        }
    }

    private boolean areFinished() {
        for (int i = 1; i < round.nodes.length; i++) {
            var handle = round.nodes[i].handle;
            if (handle == null || !handle.isFinished()) {
                return false;
            }
        }
        return true;
    }

    private static BooleanSupplier until(long nanos) {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start > nanos;
    }

    /** Throws if nothing moves for too long. */
    private void await(String what, BooleanSupplier condition) {
        long progress = round.progress();
        long since = System.nanoTime();
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(this, LOOK);
            long now = System.nanoTime();
            if (now - since > plan.patience().toNanos()) {
                long moved = round.progress();
                if (moved == progress) {
                    throw new AssertionError("nothing moves while " + what);
                }
                progress = moved;
                since = now;
            }
        }
    }
}
