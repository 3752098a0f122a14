package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Some bytes, or the end. */
final class ReadFuture extends IoFuture<AsyncRead, Integer> {
    ReadFuture(AsyncRead source, ByteBuffer target) {
        super(source, target);
    }

    @Override
    int step(Context cx, AsyncRead source, ByteBuffer target) throws IOException {
        return source.pollRead(cx, target);
    }

    @Override
    Poll<Integer> ended(int answer) {
        return Poll.ready(answer);
    }
}
