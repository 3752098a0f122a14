package yamanote.net;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;
import yamanote.future.Combinators;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.internal.runtime.CurrentRuntime;
import yamanote.internal.runtime.RuntimeCore;

/** Accepts for ever and spawns a task for each connection. */
final class ServeFuture<S extends SocketStream> implements Future<@Nullable Void> {
    private final SocketListener<S> listener;
    private final AsyncConsumer<? super S> handler;
    private final Acceptor<S> acceptor;

    /** Null before the first poll. */
    private @Nullable RuntimeCore runtime;

    private boolean ended;

    ServeFuture(SocketListener<S> listener, AsyncConsumer<? super S> handler) {
        this.listener = listener;
        this.handler = handler;
        this.acceptor = new Acceptor<>(listener);
    }

    @Override
    public Poll<@Nullable Void> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this serve has ended: make a new one");
        }
        try {
            RuntimeCore current = runtime();
            for (S stream = acceptor.poll(cx); stream != null; stream = acceptor.poll(cx)) {
                spawn(stream, current);
            }
            return Poll.pending();
        } catch (IOException | RuntimeException e) {
            cancel(cx);
            throw e;
        }
    }

    private RuntimeCore runtime() {
        RuntimeCore current = runtime;
        if (current == null) {
            current = CurrentRuntime.require(listener.getClass().getSimpleName() + ".serve");
            runtime = current;
            acceptor.begin();
        }
        return current;
    }

    private void spawn(S stream, RuntimeCore current) {
        try {
            current.spawn(Combinators.owning(stream, handler.start(stream)));
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        acceptor.end(cx);
        return true;
    }
}
