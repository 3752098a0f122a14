package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;

/** The first bytes of a reader. */
class TakeRead implements AsyncRead {
    private final AsyncRead source;
    long left;

    TakeRead(AsyncRead source, long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit is negative: " + limit);
        }
        this.source = source;
        this.left = limit;
    }

    @Override
    public final int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        if (left == 0) {
            return IoStatus.END;
        }
        int limit = target.limit();
        if (target.remaining() > left) {
            target.limit(target.position() + (int) left);
        }
        try {
            int n = Moves.read(source, cx, target);
            left -= Math.max(n, 0);
            return n;
        } finally {
            target.limit(limit);
        }
    }
}
