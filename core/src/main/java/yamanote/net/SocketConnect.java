package yamanote.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.StreamSource;
import yamanote.internal.runtime.CurrentRuntime;

/** A connection being made, whatever its family: the socket is opened by the first poll. */
abstract class SocketConnect<S extends SocketStream> implements Future<S> {
    /** Null: the current runtime's. */
    private final @Nullable Reactor reactor;

    /** Open and not yet delivered. */
    private @Nullable StreamSource source;

    private boolean ended;

    SocketConnect(@Nullable Reactor reactor) {
        this.reactor = reactor;
    }

    /** A socket that is not connected. */
    abstract StreamSource open(Reactor owner) throws IOException;

    /** As {@link StreamSource#connect}. */
    abstract boolean connect(StreamSource socket) throws IOException;

    /** Owns {@code connected}, also if it throws. */
    abstract S stream(StreamSource connected) throws IOException;

    /** What was called, for messages. */
    abstract String operation();

    @Override
    public final Poll<S> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this connect has ended: make a new one");
        }
        try {
            StreamSource socket = source;
            if (socket == null) {
                socket = open();
                source = socket;
                return connect(socket) ? connected(socket) : finish(cx, socket);
            }
            return finish(cx, socket);
        } catch (IOException | RuntimeException e) {
            cancel(cx);
            throw e;
        }
    }

    private StreamSource open() throws IOException {
        Reactor owner = reactor;
        return open(owner != null ? owner : CurrentRuntime.require(operation()).reactor());
    }

    private Poll<S> finish(Context cx, StreamSource socket) throws IOException {
        for (; ; ) {
            int seen = socket.registration().pollWritable(cx);
            if (seen == 0) {
                return Poll.pending();
            }
            if (Readiness.isShutDown(seen)) {
                throw new SocketClosedException(socket.registration());
            }
            if (socket.finishConnect()) {
                return connected(socket);
            }
            socket.registration().clear(seen, Readiness.WRITABLE);
        }
    }

    private Poll<S> connected(StreamSource socket) throws IOException {
        ended = true;
        source = null;
        return Poll.ready(stream(socket));
    }

    @Override
    public final boolean cancel(Context cx) {
        if (source != null) {
            source.registration().close();
            source = null;
        } else if (!ended) {
            neverOpened();
        }
        ended = true;
        return true;
    }

    /** It was cancelled, or failed, without a socket of {@link #open}. */
    void neverOpened() {}
}
