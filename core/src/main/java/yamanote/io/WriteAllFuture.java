package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;

/** All bytes of a buffer taken. */
final class WriteAllFuture extends IoFuture<AsyncWrite, @Nullable Void> {
    WriteAllFuture(AsyncWrite sink, ByteBuffer source) {
        super(sink, source);
    }

    @Override
    int step(Context cx, AsyncWrite sink, ByteBuffer source) throws IOException {
        while (source.hasRemaining()) {
            int n = sink.pollWrite(cx, source);
            if (n == IoStatus.PENDING) {
                return n;
            }
            if (n == 0) {
                throw new IOException(
                        "the writer takes no more: "
                                + source.remaining()
                                + " bytes were not written");
            }
        }
        return 0;
    }

    @Override
    Poll<@Nullable Void> ended(int answer) {
        return Poll.ready(null);
    }
}
