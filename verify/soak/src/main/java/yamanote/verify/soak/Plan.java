package yamanote.verify.soak;

import java.time.Duration;
import java.util.concurrent.Executor;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.RuntimeBuilder;

/**
 * What one round is made of.
 *
 * @param patience how long nothing may move
 * @param kind where the tasks run
 * @param workers how many threads run them
 * @param nodes how many tasks the tokens wander through
 * @param tokens how many; one for many nodes shows a lost wake at once, many keep all threads busy
 * @param foreign threads that are no runtime's and take part
 * @param millis how long the tokens wander
 * @param rare one in so many polls does something else than hand tokens on
 * @param reactor whether threads sleep in the reactor
 * @param end how it ends
 */
record Plan(
        Duration patience,
        Kind kind,
        int workers,
        int nodes,
        int tokens,
        int foreign,
        int millis,
        int rare,
        boolean reactor,
        End end,
        long seed) {
    enum Kind {
        MULTI_THREAD,
        CURRENT_THREAD,
        EXECUTOR
    }

    enum End {
        /** All tokens come to rest and are counted, the tasks end, then close. */
        IN_ORDER,
        /** Close while they wander. */
        CLOSED,
        /** Close without time for anything. */
        CLOSED_AT_ONCE
    }

    static Plan of(long seed, Options options) {
        Dice dice = new Dice(seed);
        int share = dice.below(20);
        Kind kind =
                share < 14 ? Kind.MULTI_THREAD : share < 17 ? Kind.CURRENT_THREAD : Kind.EXECUTOR;
        int nodes = dice.oneOf(8, 64, 500, 3_000);
        int tokens = dice.oneOf(1, 3, nodes / 8, nodes, nodes, 2 * nodes, 2 * nodes);
        int ending = dice.below(8);
        return new Plan(
                options.patience(),
                kind,
                1 + dice.below(options.workers()),
                nodes,
                tokens,
                dice.below(3),
                tokens <= 3 ? 20 + dice.below(100) : 20 + dice.below(1_000),
                dice.oneOf(16, 256, 1_024, 4_096, 4_096),
                dice.oneIn(3),
                ending < 4 ? End.IN_ORDER : ending < 7 ? End.CLOSED : End.CLOSED_AT_ONCE,
                seed);
    }

    /** A runtime with settings at random. */
    AsyncRuntime runtime(Executor executor, Trouble trouble) {
        Dice dice = new Dice(seed + 1);
        RuntimeBuilder builder =
                switch (kind) {
                    case MULTI_THREAD -> AsyncRuntime.multiThread().workerThreads(workers);
                    case CURRENT_THREAD -> AsyncRuntime.currentThread();
                    case EXECUTOR -> AsyncRuntime.on(executor);
                };
        if (dice.oneIn(3)) {
            builder.globalQueueInterval(dice.oneOf(1, 7, 61));
        }
        return builder.eventInterval(dice.oneOf(1, 13, 61, 61))
                .lifoSlot(!dice.oneIn(3))
                .spinCeiling(Duration.ofNanos(dice.oneOf(0, 50_000, 50_000)))
                .stuckThreshold(Duration.ofMillis(dice.oneOf(0, 60_000)))
                .randomSeed(seed)
                .shutdownTimeout(end == End.CLOSED_AT_ONCE ? Duration.ZERO : patience)
                .onUnhandledFailure(trouble::report)
                .build();
    }
}
