package yamanote.bench.harness;

/** xorshift, the same numbers in every peer. */
public final class Random {
    private long state;

    public Random(long seed) {
        state = seed;
    }

    /** From 0 to {@code bound - 1}. */
    public long below(long bound) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (state >>> 1) % bound;
    }
}
