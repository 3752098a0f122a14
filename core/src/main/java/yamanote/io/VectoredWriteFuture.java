package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Some bytes of several buffers taken. */
final class VectoredWriteFuture extends Operation<Long> {
    private final AsyncWrite sink;
    private final ByteBuffer[] sources;

    VectoredWriteFuture(AsyncWrite sink, ByteBuffer[] sources) {
        this.sink = sink;
        this.sources = sources;
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        long n = sink.pollWrite(cx, sources);
        return n == IoStatus.PENDING ? Poll.pending() : Poll.ready(n);
    }
}
