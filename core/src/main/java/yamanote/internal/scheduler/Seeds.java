package yamanote.internal.scheduler;

import yamanote.internal.util.FastRandom;

/** The random source of one runtime: the same first seed gives the same sequence of seeds. */
public final class Seeds {
    private final FastRandom random;

    /** Starts from {@code seed}. */
    public Seeds(long seed) {
        random = new FastRandom(seed);
    }

    /** Any thread: the next seed. */
    public synchronized long next() {
        return random.next();
    }
}
