package yamanote.internal.util;

import java.util.SplittableRandom;

/** A small xorshift generator for one thread: for fair choices, not for secrets. */
public final class FastRandom {
    private long state;

    /** The same sequence for the same seed. */
    public FastRandom(long seed) {
        long mixed = (seed ^ (seed >>> 31)) * 0x9E3779B97F4A7C15L;
        state = mixed == 0 ? 0x9E3779B97F4A7C15L : mixed;
    }

    /** A seed from the system, different each time. */
    public static long systemSeed() {
        return new SplittableRandom().nextLong();
    }

    /** The next 64 bits. */
    public long next() {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return state;
    }

    /** From 0 to {@code bound - 1}. */
    public int next(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }
}
