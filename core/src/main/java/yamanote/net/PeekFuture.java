package yamanote.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.IoStatus;

/** A look at what comes next. */
final class PeekFuture implements Future<Integer> {
    private final SocketStream stream;
    private final ByteBuffer target;
    private boolean ended;

    PeekFuture(SocketStream stream, ByteBuffer target) {
        this.stream = stream;
        this.target = target;
    }

    @Override
    public Poll<Integer> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this peek has ended: make a new one");
        }
        ended = true;
        int n = stream.pollPeek(cx, target);
        if (n == IoStatus.PENDING) {
            ended = false;
            return Poll.pending();
        }
        return Poll.ready(n);
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        return true;
    }
}
