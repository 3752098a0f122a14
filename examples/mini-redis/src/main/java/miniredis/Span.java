package miniredis;

/**
 * A run of indexes, both ends inclusive, as LRANGE and ZRANGE name it: negative ones count from the
 * end, what lies outside is cut off.
 */
record Span(int from, int to) {
    /** What lies between {@code start} and {@code stop} in a collection of {@code size}. */
    static Span of(long start, long stop, int size) {
        long from = Math.max(start < 0 ? start + size : start, 0);
        long to = Math.min(stop < 0 ? stop + size : stop, size - 1L);
        return from > to ? new Span(0, -1) : new Span((int) from, (int) to);
    }

    int count() {
        return to - from + 1;
    }
}
