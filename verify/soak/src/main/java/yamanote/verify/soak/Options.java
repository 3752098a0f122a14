package yamanote.verify.soak;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The command line.
 *
 * @param nanos how long to run
 * @param wakes how many wakes to do
 * @param workers at most so many workers a runtime
 * @param seed of every choice that is not the machine's
 * @param first the number of the first round
 * @param rounds how many rounds
 * @param patience how long nothing may move; more than the machine keeps everybody from running
 */
record Options(long nanos, long wakes, int workers, long seed, long first, long rounds, Duration patience) {
    static Options of(String[] args) {
        long seconds = 0;
        long wakes = Long.MAX_VALUE;
        int workers = 4;
        long seed = System.nanoTime();
        long first = 0;
        long rounds = Long.MAX_VALUE;
        long patience = 20;
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("every option has a value");
        }
        for (int i = 0; i < args.length; i += 2) {
            long value = Long.parseLong(args[i + 1]);
            switch (args[i]) {
                case "--seconds" -> seconds = value;
                case "--wakes" -> wakes = value;
                case "--workers" -> workers = (int) value;
                case "--seed" -> seed = value;
                case "--first" -> first = value;
                case "--rounds" -> rounds = value;
                case "--patience" -> patience = value;
                default -> throw new IllegalArgumentException("no such option: " + args[i]);
            }
        }
        boolean unbounded = seconds == 0 && wakes == Long.MAX_VALUE && rounds == Long.MAX_VALUE;
        long bound = unbounded ? 60 : seconds;
        return new Options(
                bound == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(bound),
                wakes,
                workers,
                seed,
                first,
                rounds,
                Duration.ofSeconds(patience));
    }

    /** The command that repeats one round. */
    String repeat(long round) {
        return "verify/soak/run --seed %d --first %d --rounds 1 --workers %d"
                .formatted(seed, round, workers);
    }
}
