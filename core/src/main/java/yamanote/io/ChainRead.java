package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;

/** One reader and then another. */
final class ChainRead implements AsyncRead {
    /** Null after its end. */
    private @Nullable AsyncRead first;

    private final AsyncRead second;

    ChainRead(AsyncRead first, AsyncRead second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        // A read without room says nothing about the end.
        if (!target.hasRemaining()) {
            return 0;
        }
        AsyncRead now = first;
        if (now != null) {
            int n = Moves.read(now, cx, target);
            if (n != IoStatus.END) {
                return n;
            }
            first = null;
        }
        return Moves.read(second, cx, target);
    }
}
