package yamanote.stream;

/** Checks of what users pass. */
final class Counts {
    private Counts() {}

    static long notNegative(String name, long count) {
        if (count < 0) {
            throw new IllegalArgumentException(name + " must be >= 0, was " + count);
        }
        return count;
    }

    static int positive(String name, int count) {
        if (count <= 0) {
            throw new IllegalArgumentException(name + " must be > 0, was " + count);
        }
        return count;
    }
}
