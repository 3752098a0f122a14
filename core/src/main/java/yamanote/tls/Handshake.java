package yamanote.tls;

import java.io.IOException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;

/**
 * A handshake, from the first poll on. Whatever ends it but success closes the stream.
 *
 * <p>The locks of the stream's two directions are not needed: nobody else has it yet.
 */
final class Handshake<S extends AsyncRead & AsyncWrite> implements Future<TlsStream<S>> {
    private final Settings settings;
    private final @Nullable String host;
    private final int port;

    /** The stream below until there is one above; null from then on. */
    private @Nullable S inner;

    private @Nullable TlsStream<S> stream;
    private boolean ended;

    Handshake(Settings settings, @Nullable String host, int port, S inner) {
        this.settings = settings;
        this.host = host;
        this.port = port;
        this.inner = inner;
    }

    @Override
    public Poll<TlsStream<S>> poll(Context cx) throws IOException {
        if (ended) {
            throw new IllegalStateException("this handshake has ended: make a new one");
        }
        boolean alive = false;
        try {
            TlsStream<S> tls = stream();
            if (!advance(cx, tls)) {
                alive = true;
                return Poll.pending();
            }
            alive = true;
            ended = true;
            stream = null;
            return Poll.ready(tls);
        } finally {
            if (!alive) {
                cancel(cx);
            }
        }
    }

    private TlsStream<S> stream() throws SSLException {
        S below = inner;
        if (below != null) {
            SSLEngine engine = settings.engine(host, port);
            stream =
                    new TlsStream<>(
                            below, new Connection(engine, settings.factory(), settings.pool()));
            inner = null;
            engine.beginHandshake();
        }
        TlsStream<S> made = stream;
        if (made == null) {
            throw new IllegalStateException("this handshake has ended: make a new one");
        }
        return made;
    }

    private static boolean advance(Context cx, TlsStream<?> tls) throws IOException {
        try {
            return advance(cx, tls.connection(), tls.in(), tls.out());
        } catch (SSLException e) {
            // The alert tells the peer why; if it cannot leave at once, the end does.
            tls.out().leave();
            tls.out().nudge(Context.noop());
            throw e;
        }
    }

    private static boolean advance(Context cx, Connection connection, Inbound in, Outbound out)
            throws IOException {
        // While tasks run, the engine says anything, and whoever asks it waits for their lock.
        while (connection.tasks.poll(cx)) {
            switch (connection.engine.getHandshakeStatus()) {
                case NEED_TASK -> connection.tasks.start();
                case NEED_WRAP -> {
                    if (!out.drain(cx)) {
                        return blocked(cx, connection, in, out);
                    }
                    out.record();
                }
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!out.flush(cx)) {
                        return blocked(cx, connection, in, out);
                    }
                    if (!in.handshake(cx)) {
                        return false;
                    }
                }
                case FINISHED, NOT_HANDSHAKING -> {
                    in.checkHandshake();
                    if (!out.flush(cx)) {
                        return blocked(cx, connection, in, out);
                    }
                    connection.establish();
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Records wait to leave. If they are session tickets, no peer waits for them, and this is over.
     * Else what comes is read meanwhile, so that two who send at once do not wait for each other.
     */
    private static boolean blocked(Context cx, Connection connection, Inbound in, Outbound out)
            throws IOException {
        if (connection.hasFinished()) {
            connection.establish();
            return out.leave();
        }
        in.readAhead(cx);
        return false;
    }

    @Override
    public boolean cancel(Context cx) {
        ended = true;
        if (inner != null) {
            TlsStream.drop(inner);
            inner = null;
        }
        if (stream != null) {
            stream.connection().tasks.detach(cx);
            stream.close();
            stream = null;
        }
        return true;
    }
}
