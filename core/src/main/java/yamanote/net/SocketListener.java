package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncConsumer;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.internal.reactor.ListenerSource;
import yamanote.internal.reactor.Readiness;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/** What a listener is, whatever its family; {@code S} are its connections. */
abstract class SocketListener<S extends SocketStream> implements Owned {
    /** Connections that the system holds for us, as in Tokio. */
    static final int BACKLOG = 1024;

    final ListenerSource source;
    final Registration registration;

    /** Owns {@code source}. */
    SocketListener(ListenerSource source) {
        this.source = source;
        this.registration = source.registration();
    }

    /** A connection of its family; owns {@code accepted}, also if it throws. */
    abstract S stream(StreamSource accepted) throws IOException;

    /**
     * The next connection. Cancel safe: a connection is taken only by the poll that delivers it.
     *
     * <p>An {@link IOException} (out of descriptors, a connection that broke before it was
     * accepted) does not end the listener: accept again, after a pause if descriptors are short.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<S> accept() {
        return new AcceptFuture<>(this);
    }

    /**
     * Accepts for ever and runs {@code handler} as a task of its own for each connection, which is
     * closed when the handler ends, however it does. The handler's failures go to the runtime's
     * {@code onUnhandledFailure}. There is no limit on connections: to have one, accept by hand
     * with a permit of a {@code Semaphore}.
     *
     * <p>Cancelling it stops accepting; connections go on, and the listener stays open. Out of
     * descriptors, waiting connections are closed at once by means of one held in reserve; after
     * other failures to accept it pauses for 5 ms, doubling up to 1 s. It ends only if the listener
     * is closed, with {@link SocketClosedException}.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> serve(AsyncConsumer<? super S> handler) {
        return new ServeFuture<>(this, handler);
    }

    /** The next connection, or null with the waker of {@code cx} stored. */
    final @Nullable S pollAccept(Context cx) throws IOException {
        if (cx.exhausted()) {
            return null;
        }
        for (; ; ) {
            int seen = registration.pollReadable(cx);
            if (seen == 0) {
                return null;
            }
            if (Readiness.isShutDown(seen)) {
                throw new SocketClosedException();
            }
            StreamSource accepted = acceptNow();
            if (accepted != null) {
                cx.spend();
                return stream(accepted);
            }
            registration.clear(seen, Readiness.READABLE);
        }
    }

    private @Nullable StreamSource acceptNow() throws IOException {
        try {
            return source.accept();
        } catch (ClosedChannelException e) {
            throw new SocketClosedException();
        }
    }

    /**
     * Closes the next waiting connection without making a stream of it; if there is none, the
     * listener is not readable any more.
     */
    final void refuse() throws IOException {
        int seen = registration.word();
        if (!source.refuse()) {
            registration.clear(seen, Readiness.READABLE);
        }
    }

    /** Ends every accept that waits; the address is free at the reactor's next turn. */
    @Override
    public final void close() {
        registration.close();
    }
}
