package yamanote.verify.soak;

/** Round after round until the bound. */
public final class Main {
    private Main() {}

    /** See {@code verify/soak/run}. */
    public static void main(String[] args) {
        Options options = Options.of(args);
        System.out.println("seed " + options.seed());
        Trouble trouble = new Trouble();
        trouble.listen();
        long start = System.nanoTime();
        long told = start;
        long wakes = 0;
        long round = options.first();
        for (; round - options.first() < options.rounds() && wakes < options.wakes(); round++) {
            long now = System.nanoTime();
            if (now - start > options.nanos()) {
                break;
            }
            if (now - told > 10_000_000_000L) {
                told = now;
                tell(round - options.first(), wakes, now - start);
            }
            Plan plan = Plan.of(new Dice(options.seed() + round).next(), options);
            try {
                wakes += new Referee(plan, trouble).run();
            } catch (Throwable lost) {
                System.out.println("LOST in round " + round);
                lost.printStackTrace(System.out);
                trouble.thrown.forEach(thrown -> thrown.printStackTrace(System.out));
                System.out.println("again: " + options.repeat(round));
                Runtime.getRuntime().halt(1);
            }
        }
        tell(round - options.first(), wakes, System.nanoTime() - start);
        System.exit(0);
    }

    private static void tell(long rounds, long wakes, long nanos) {
        System.out.printf(
                "%,d rounds, %,d wakes, %.2f M/s, lost 0%n", rounds, wakes, wakes * 1e3 / nanos);
    }
}
