package yamanote.io.codec;

import yamanote.io.Bytes;

/**
 * Finds pieces that end in one of some bytes, once through the input, and skips those that are too
 * long.
 */
final class Delimited {
    /** No delimiter yet. */
    static final int NONE = -1;

    private final byte[] delimiters;
    private final int longest;

    /** So many bytes at the front hold no delimiter. */
    private int searched;

    /** Inside of a piece that was too long, up to its delimiter. */
    private boolean discarding;

    Delimited(byte[] delimiters, int longest) {
        if (delimiters.length == 0) {
            throw new IllegalArgumentException("no delimiter: nothing would end");
        }
        if (longest < 0) {
            throw new IllegalArgumentException("the greatest length is negative: " + longest);
        }
        this.delimiters = delimiters.clone();
        this.longest = longest;
    }

    /** The size of the piece at the front, whose delimiter follows it, or {@link #NONE}. */
    int next(Bytes in) throws FrameTooLongException {
        for (; ; ) {
            int end = find(in);
            if (discarding) {
                in.discard(end == NONE ? in.size() : end + 1);
                searched = 0;
                if (end == NONE) {
                    return NONE;
                }
                discarding = false;
            } else if (end == NONE ? in.size() > longest : end > longest) {
                searched = 0;
                discarding = end == NONE;
                in.discard(discarding ? in.size() : end + 1);
                throw new FrameTooLongException(
                        "more than " + longest + " bytes without a delimiter");
            } else {
                searched = end == NONE ? in.size() : 0;
                return end;
            }
        }
    }

    /** The input has ended: what is left is the last piece. */
    void end() {
        searched = 0;
    }

    private int find(Bytes in) {
        int size = in.size();
        if (delimiters.length == 1) {
            return in.indexOf(delimiters[0], Math.min(searched, size), size);
        }
        for (int i = Math.min(searched, size); i < size; i++) {
            byte b = in.get(i);
            for (byte delimiter : delimiters) {
                if (b == delimiter) {
                    return i;
                }
            }
        }
        return NONE;
    }
}
