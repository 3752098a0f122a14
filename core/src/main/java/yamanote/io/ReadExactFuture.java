package yamanote.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** As many bytes as the buffer has room for. */
final class ReadExactFuture extends IoFuture<AsyncRead, @Nullable Void> {
    ReadExactFuture(AsyncRead source, ByteBuffer target) {
        super(source, target);
    }

    @Override
    int step(Context cx, AsyncRead source, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            int n = source.pollRead(cx, target);
            if (n == IoStatus.PENDING) {
                return n;
            }
            if (n == IoStatus.END) {
                throw new EOFException(
                        "the input ended with " + target.remaining() + " bytes still to come");
            }
        }
        return 0;
    }

    @Override
    Poll<@Nullable Void> ended(int answer) {
        return Poll.ready(null);
    }
}
