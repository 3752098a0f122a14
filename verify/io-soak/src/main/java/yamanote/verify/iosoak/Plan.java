package yamanote.verify.iosoak;

import java.time.Duration;
import yamanote.runtime.AsyncRuntime;
import yamanote.runtime.DriverChoice;
import yamanote.runtime.RuntimeBuilder;
import yamanote.verify.soak.Dice;
import yamanote.verify.soak.Trouble;

/**
 * What one round is made of.
 *
 * @param workers how many threads; 0: the one in blockOn
 * @param connections how many
 * @param atOnce how many of them at a time
 * @param largest bytes that a stream has at most
 * @param faulty one connection in so many is broken on purpose; 0: none is
 * @param slow one transfer in so many of the proxy's is held up
 * @param closed whether the runtime is closed while they run
 */
record Plan(
        DriverChoice driver,
        Duration patience,
        int workers,
        int connections,
        int atOnce,
        int largest,
        int faulty,
        int slow,
        boolean closed,
        long seed) {
    static Plan of(long seed, DriverChoice driver, Options options) {
        Dice dice = new Dice(seed);
        int largest = dice.oneOf(100, 5_000, 100_000, 100_000, 1_000_000);
        int connections =
                largest == 1_000_000
                        ? 4 + dice.below(20)
                        : 20 + dice.below(largest == 100 ? 400 : 100);
        return new Plan(
                driver,
                options.patience(),
                dice.oneIn(3) ? 0 : 1 + dice.below(options.workers()),
                connections,
                dice.oneOf(1 + connections / 4, 16, connections, connections),
                largest,
                dice.oneOf(0, 2, 4, 4),
                dice.oneOf(10, 100, 1_000),
                dice.oneIn(8),
                dice.next());
    }

    AsyncRuntime runtime(Trouble trouble) {
        Dice dice = new Dice(seed + 1);
        RuntimeBuilder builder =
                workers == 0
                        ? AsyncRuntime.currentThread()
                        : AsyncRuntime.multiThread().workerThreads(workers);
        return builder.driver(driver)
                .eventInterval(dice.oneOf(1, 13, 61, 61))
                .lifoSlot(!dice.oneIn(3))
                .spinCeiling(Duration.ofNanos(dice.oneOf(0, 50_000, 50_000)))
                .randomSeed(seed)
                .shutdownTimeout(patience)
                .onUnhandledFailure(trouble::report)
                .build();
    }
}
