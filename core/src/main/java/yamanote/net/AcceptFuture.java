package yamanote.net;

import java.io.IOException;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;

/** The next connection of a listener. */
final class AcceptFuture<S extends SocketStream> implements Future<S> {
    private final SocketListener<S> listener;
    private boolean ended;

    AcceptFuture(SocketListener<S> listener) {
        this.listener = listener;
    }

    @Override
    public Poll<S> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this accept has ended: make a new one");
        }
        ended = true;
        S stream = listener.pollAccept(cx);
        if (stream == null) {
            ended = false;
            return Poll.pending();
        }
        return Poll.ready(stream);
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        return true;
    }
}
