package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** A copy out of the reader's own buffer. */
final class CopyBufFuture extends Operation<Long> {
    private final AsyncBufRead reader;
    private final AsyncWrite writer;
    private boolean unflushed;
    private long count;

    CopyBufFuture(AsyncBufRead reader, AsyncWrite writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        for (; ; ) {
            if (cx.exhausted()) {
                return Poll.pending();
            }
            int budget = cx.budget();
            ByteBuffer filled = reader.pollFill(cx);
            if (filled == null) {
                flushed(cx);
                return Poll.pending();
            }
            if (!filled.hasRemaining()) {
                return flushed(cx) ? Poll.ready(count) : Poll.pending();
            }
            int there = filled.remaining();
            int n = Moves.write(writer, cx, filled);
            if (n == IoStatus.PENDING) {
                return Poll.pending();
            }
            if (n == 0) {
                throw Moves.takesNoMore(there);
            }
            reader.consume(n);
            unflushed = true;
            count += n;
            if (cx.budget() == budget) {
                cx.spend();
            }
        }
    }

    private boolean flushed(Context cx) throws IOException {
        unflushed = unflushed && !writer.pollFlush(cx);
        return !unflushed;
    }
}
