package yamanote.verify.soak;

/** A small random source for one thread at a time. */
final class Dice {
    private long state;

    Dice(long seed) {
        long mixed = (seed + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        state = (mixed ^ (mixed >>> 31)) | 1;
    }

    /** For another source. */
    long next() {
        long next = state;
        next ^= next << 13;
        next ^= next >>> 7;
        next ^= next << 17;
        state = next;
        return next;
    }

    /** From 0 up to {@code bound}, exclusively. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    boolean oneIn(int times) {
        return below(times) == 0;
    }

    int oneOf(int... choices) {
        return choices[below(choices.length)];
    }
}
