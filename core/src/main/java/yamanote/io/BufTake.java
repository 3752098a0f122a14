package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** {@link TakeRead} of a reader with a buffer. */
final class BufTake extends TakeRead implements AsyncBufRead {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final AsyncBufRead source;

    BufTake(AsyncBufRead source, long limit) {
        super(source, limit);
        this.source = source;
    }

    @Override
    public @Nullable ByteBuffer pollFill(Context cx) throws IOException {
        if (left == 0) {
            return NOTHING;
        }
        ByteBuffer filled = source.pollFill(cx);
        if (filled != null && filled.remaining() > left) {
            filled.limit(filled.position() + (int) left);
        }
        return filled;
    }

    @Override
    public void consume(int count) {
        if (count > left) {
            throw new IllegalArgumentException(
                    count + " bytes consumed, and only " + left + " were given");
        }
        source.consume(count);
        left -= count;
    }
}
