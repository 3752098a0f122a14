package yamanote.verify.soak;

/** A small random source for one thread at a time. */
public final class Dice {
    private long state;

    /** The same choices for the same seed. */
    public Dice(long seed) {
        state = mix(seed) | 1;
    }

    /** What looks like another number altogether for the next {@code seed}. */
    public static long mix(long seed) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** For another source. */
    public long next() {
        long next = state;
        next ^= next << 13;
        next ^= next >>> 7;
        next ^= next << 17;
        state = next;
        return next;
    }

    /** From 0 up to {@code bound}, exclusively. */
    public int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** True once in {@code times}. */
    public boolean oneIn(int times) {
        return below(times) == 0;
    }

    /** One of them, each as likely. */
    public int oneOf(int... choices) {
        return choices[below(choices.length)];
    }
}
