package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Poll;

/** One direction. */
final class CopyFuture extends Operation<Long> {
    private final AsyncRead reader;
    private final AsyncWrite writer;
    private final CopyBuffer buffer;

    CopyFuture(AsyncRead reader, AsyncWrite writer, Lease lease) {
        this.reader = reader;
        this.writer = writer;
        this.buffer = new CopyBuffer(lease);
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        return buffer.poll(cx, reader, writer) ? Poll.ready(buffer.count()) : Poll.pending();
    }

    @Override
    void release() {
        buffer.release();
    }
}
