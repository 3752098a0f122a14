package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Some bytes taken. */
final class WriteFuture extends IoFuture<AsyncWrite, Integer> {
    WriteFuture(AsyncWrite sink, ByteBuffer source) {
        super(sink, source);
    }

    @Override
    int step(Context cx, AsyncWrite sink, ByteBuffer source) throws IOException {
        return sink.pollWrite(cx, source);
    }

    @Override
    Poll<Integer> ended(int answer) {
        return Poll.ready(answer);
    }
}
