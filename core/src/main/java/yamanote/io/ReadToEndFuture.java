package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Poll;

/** Everything up to the end, appended as it comes. */
final class ReadToEndFuture extends Operation<Long> {
    private static final int LEAST = 1024;

    /** So that a reader that fills every buffer cannot take all memory before others have run. */
    private static final int MOST = 64 * 1024;

    private final AsyncRead source;
    private final Bytes into;
    private long count;

    ReadToEndFuture(AsyncRead source, Bytes into) {
        this.source = source;
        this.into = into;
    }

    @Override
    Poll<Long> step(Context cx) throws IOException {
        for (; ; ) {
            // A failed read may have moved bytes; they are not counted, so not there.
            ByteBuffer room = into.writable(LEAST);
            room.limit(room.position() + Math.min(room.remaining(), MOST));
            int n = Moves.read(source, cx, room);
            if (n == IoStatus.PENDING) {
                return Poll.pending();
            }
            if (n == IoStatus.END) {
                return Poll.ready(count);
            }
            into.commit(n);
            count += n;
        }
    }
}
