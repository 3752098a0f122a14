package yamanote.verify.iosoak;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import yamanote.runtime.DriverChoice;

/**
 * The command line.
 *
 * @param nanos how long to run
 * @param driver of every round; AUTO: the drivers take turns
 * @param workers at most so many workers a runtime
 * @param seed of every choice that is not the machine's
 * @param first the number of the first round
 * @param rounds how many rounds
 * @param patience how long nothing may move; more than the machine keeps everybody from running
 */
record Options(
        long nanos,
        DriverChoice driver,
        int workers,
        long seed,
        long first,
        long rounds,
        Duration patience) {
    static Options of(String[] args) {
        long seconds = 0;
        DriverChoice driver = DriverChoice.AUTO;
        int workers = 4;
        long seed = System.nanoTime();
        long first = 0;
        long rounds = Long.MAX_VALUE;
        long patience = 20;
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("every option has a value");
        }
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--seconds" -> seconds = Long.parseLong(value);
                case "--driver" -> driver = driver(value);
                case "--workers" -> workers = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--first" -> first = Long.parseLong(value);
                case "--rounds" -> rounds = Long.parseLong(value);
                case "--patience" -> patience = Long.parseLong(value);
                default -> throw new IllegalArgumentException("no such option: " + args[i]);
            }
        }
        long bound = seconds == 0 && rounds == Long.MAX_VALUE ? 60 : seconds;
        return new Options(
                bound == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(bound),
                driver,
                workers,
                seed,
                first,
                rounds,
                Duration.ofSeconds(patience));
    }

    private static DriverChoice driver(String name) {
        return name.equals("both")
                ? DriverChoice.AUTO
                : DriverChoice.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The driver of one round. */
    DriverChoice driver(long round) {
        if (driver != DriverChoice.AUTO) {
            return driver;
        }
        return round % 2 == 0 ? DriverChoice.EPOLL : DriverChoice.NIO;
    }

    /** The command that repeats one round. */
    String repeat(long round) {
        return "verify/io-soak/run --seed %d --first %d --rounds 1 --workers %d --driver %s"
                .formatted(seed, round, workers, driver(round).name().toLowerCase(Locale.ROOT));
    }
}
