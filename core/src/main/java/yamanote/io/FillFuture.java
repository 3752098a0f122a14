package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Something in the buffer, or the end. */
final class FillFuture extends Operation<ByteBuffer> {
    private final AsyncBufRead source;

    FillFuture(AsyncBufRead source) {
        this.source = source;
    }

    @Override
    Poll<ByteBuffer> step(Context cx) throws IOException {
        ByteBuffer filled = source.pollFill(cx);
        return filled == null ? Poll.pending() : Poll.ready(filled);
    }
}
