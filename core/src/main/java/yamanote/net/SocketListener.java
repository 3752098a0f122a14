package yamanote.net;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
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
    private final Future<@Nullable Void> readable;

    /** Owns {@code source}. */
    SocketListener(ListenerSource source) {
        this.source = source;
        this.registration = source.registration();
        this.readable = new ReadableFuture(registration);
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

    /** A connection that waits to be accepted; null if none does. Spends no budget. */
    public final @Nullable S tryAccept() throws IOException {
        int seen = registration.seenReadable();
        if (seen == 0) {
            return null;
        }
        StreamSource accepted = acceptNow();
        if (accepted == null) {
            registration.clear(seen, Readiness.READABLE);
            return null;
        }
        return stream(accepted);
    }

    /**
     * Waits until {@link #tryAccept} is worth a try; it may be spurious. The same future each time,
     * which may be awaited again after it has ended. Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> readable() {
        return readable;
    }

    /**
     * Accepts for ever and runs {@code handler} as a task of its own for each connection, which is
     * closed when the handler ends, however it does. The handler's failures go to the runtime's
     * {@code onUnhandledFailure}. There is no limit on connections: {@link #serve(AsyncConsumer,
     * ServeLimits)} has one, and an end in good order.
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

    /**
     * Accepts, and runs {@code handler} as a task of its own for each connection, until it is told
     * to stop: by {@link ServeLimits#stop()}, or by {@link #close}. A connection is closed when its
     * handler ends, however it does; failures go to the runtime's {@code onUnhandledFailure}.
     *
     * <p>With {@link ServeLimits#maxConnections()} open connections it accepts no more until one of
     * them has ended. Failures to accept are dealt with as in {@link #serve(AsyncConsumer)}.
     *
     * <p>The stop closes the listener, so that nobody connects in vain, and gives the connections
     * {@link ServeLimits#drainTimeout()} to end by themselves; then it cancels the tasks that are
     * left. Only when all have ended, clean-ups included, does it end itself, and gives the number
     * of those that had to be cancelled: 0 after a clean drain. The handlers may look at the same
     * token to end early.
     *
     * <p>If cancelled, it loses data: connections are cancelled at once and their ends awaited; the
     * listener stays open.
     *
     * @return a future that throws {@link IllegalStateException} on a runtime without timers
     */
    @CancelSafety(LOSES_DATA)
    public final Future<Integer> serve(AsyncConsumer<? super S> handler, ServeLimits limits) {
        return new LimitedServe<>(
                this,
                Objects.requireNonNull(handler, "handler"),
                Objects.requireNonNull(limits, "limits"));
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
                throw new SocketClosedException(registration);
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
            throw new SocketClosedException(registration);
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
