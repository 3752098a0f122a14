package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Bytes up to a delimiter; what it has read is in the caller's buffer. */
final class ReadUntilFuture extends Operation<Integer> {
    private final AsyncBufRead source;
    private final byte delimiter;
    private final Bytes into;
    private final int limit;

    /** How much of {@code into} is not of this operation; -1 before the first poll. */
    private int before = -1;

    ReadUntilFuture(AsyncBufRead source, byte delimiter, Bytes into, int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit must be positive: " + limit);
        }
        this.source = source;
        this.delimiter = delimiter;
        this.into = into;
        this.limit = limit;
    }

    @Override
    Poll<Integer> step(Context cx) throws IOException {
        if (before < 0) {
            before = into.size();
        }
        int left = limit - (into.size() - before);
        return Until.poll(source, cx, delimiter, into, left)
                ? Poll.ready(into.size() - before)
                : Poll.pending();
    }
}
