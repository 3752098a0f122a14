package yamanote.io;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/**
 * The lines of a reader in UTF-8, without {@code \n} or {@code \r\n}. Mirrors {@code
 * tokio::io::Lines}. The reader stays with its owner.
 *
 * <p>A line that is no UTF-8 throws {@link java.nio.charset.CharacterCodingException} and is
 * skipped. A line that is too long throws each time: there is no way on.
 */
public final class Lines {
    private final Segments segments;

    Lines(AsyncBufRead source, int longest) {
        segments = new Segments(source, (byte) '\n', longest);
    }

    /** The next line, or null at the end. Cancel safe: nothing is lost. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable String> next() {
        return new Operation<@Nullable String>() {
            @Override
            Poll<@Nullable String> step(Context cx) throws IOException {
                int size = segments.pollSegment(cx);
                if (size < 0) {
                    return size == IoStatus.PENDING ? Poll.pending() : Poll.ready(null);
                }
                return Poll.ready(take(size));
            }
        };
    }

    private String take(int size) throws IOException {
        Bytes partial = segments.partial();
        boolean ended = partial.size() > size;
        int text = ended && size > 0 && partial.get(size - 1) == '\r' ? size - 1 : size;
        try {
            return partial.takeString(text);
        } finally {
            partial.clear();
        }
    }
}
