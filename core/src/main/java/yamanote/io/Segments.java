package yamanote.io;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * What is between delimiters, one piece after the other. Mirrors {@code tokio::io::Split}. The
 * reader stays with its owner.
 */
public final class Segments {
    private static final byte[] EMPTY = new byte[0];

    private final AsyncBufRead source;
    private final byte delimiter;
    private final int longest;
    private final Bytes partial = new Bytes();

    Segments(AsyncBufRead source, byte delimiter, int longest) {
        if (longest < 0) {
            throw new IllegalArgumentException("the greatest length is negative: " + longest);
        }
        this.source = source;
        this.delimiter = delimiter;
        this.longest = longest;
    }

    /** The next segment without its delimiter, or null at the end. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    public Future<byte @Nullable []> next() {
        return new Operation<byte @Nullable []>() {
            @Override
            Poll<byte @Nullable []> step(Context cx) throws IOException {
                int size = pollSegment(cx);
                if (size < 0) {
                    return size == IoStatus.PENDING ? Poll.pending() : Poll.ready(null);
                }
                byte[] segment = size == 0 ? EMPTY : partial.take(size);
                partial.clear();
                return Poll.ready(segment);
            }
        };
    }

    /** The size of the next segment at the front of {@link #partial}, or an {@link IoStatus}. */
    int pollSegment(Context cx) throws IOException {
        // One more than the longest: its delimiter.
        int left = (int) Math.min(Integer.MAX_VALUE, longest + 1L) - partial.size();
        if (!Until.poll(source, cx, delimiter, partial, left)) {
            return IoStatus.PENDING;
        }
        int size = partial.size();
        if (size == 0) {
            return IoStatus.END;
        }
        if (partial.get(size - 1) == delimiter) {
            return size - 1;
        }
        if (size > longest) {
            throw new IOException(
                    "more than " + longest + " bytes without a delimiter: it was not read further");
        }
        return size;
    }

    Bytes partial() {
        return partial;
    }
}
