package yamanote.verify.iosoak;

import java.util.concurrent.TimeUnit;
import yamanote.verify.soak.Dice;
import yamanote.verify.soak.Trouble;

/** Round after round until the bound. */
public final class Main {
    private static final long TELL = TimeUnit.SECONDS.toNanos(10);

    private Main() {}

    /** See {@code verify/io-soak/run}. */
    public static void main(String[] args) {
        Options options = Options.of(args);
        System.out.println("seed " + options.seed());
        Trouble trouble = new Trouble();
        trouble.listen();
        Counts counts = new Counts();
        long start = System.nanoTime();
        long told = start;
        for (long round = options.first(); round - options.first() < options.rounds(); round++) {
            long now = System.nanoTime();
            if (now - start > options.nanos()) {
                break;
            }
            if (now - told > TELL) {
                told = now;
                System.out.println(counts);
            }
            long seed = new Dice(options.seed() + round).next();
            Plan plan = Plan.of(seed, options.driver(round), options);
            try {
                counts.add(new Referee(plan, trouble).run());
            } catch (Throwable wrong) {
                System.out.println("WRONG in round " + round);
                wrong.printStackTrace(System.out);
                trouble.thrown.forEach(thrown -> thrown.printStackTrace(System.out));
                System.out.println("again: " + options.repeat(round));
                Runtime.getRuntime().halt(1);
            }
        }
        System.out.println(counts);
        System.exit(0);
    }
}
