package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;

/** Reads to a delimiter: what the operations on lines and segments have in common. */
final class Until {
    private Until() {}

    /**
     * Appends to {@code into} until the delimiter is there, the input has ended or {@code limit}
     * bytes were appended by this call. False if it has to wait: then {@code into} has what came so
     * far, as after a failure.
     */
    static boolean poll(AsyncBufRead source, Context cx, byte delimiter, Bytes into, int limit)
            throws IOException {
        for (int left = limit; left > 0; ) {
            if (cx.exhausted()) {
                return false;
            }
            int budget = cx.budget();
            ByteBuffer filled = source.pollFill(cx);
            if (filled == null) {
                return false;
            }
            if (cx.budget() == budget) {
                cx.spend();
            }
            int start = filled.position();
            int there = Math.min(filled.remaining(), left);
            int end = start;
            boolean found = false;
            while (end < start + there && !found) {
                found = filled.get(end++) == delimiter;
            }
            into.put(filled.limit(end));
            source.consume(end - start);
            left -= end - start;
            if (found || there == 0) {
                return true;
            }
        }
        return true;
    }
}
