package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.io.AsyncWrite;

/** The writing half of a connection, whatever its family. */
abstract class SocketWriteHalf<S extends SocketStream> implements AsyncWrite, Owned {
    /** Null once closed or reunited. */
    private volatile @Nullable SplitStream<S> split;

    private final S stream;

    SocketWriteHalf(SplitStream<S> split) {
        this.split = split;
        this.stream = split.stream;
    }

    private S open() throws SocketClosedException {
        if (split == null) {
            throw new SocketClosedException("this writing half was closed, or reunited");
        }
        return stream;
    }

    @Override
    public final int pollWrite(Context cx, ByteBuffer source) throws IOException {
        return open().pollWrite(cx, source);
    }

    @Override
    public final long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        return open().pollWrite(cx, sources);
    }

    @Override
    public final boolean isWriteVectored() {
        return true;
    }

    @Override
    public final boolean pollShutdown(Context cx) throws IOException {
        return open().pollShutdown(cx);
    }

    /** As {@code writable} of the whole stream. */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> writable() {
        return stream.writable();
    }

    /** As {@code tryWrite(ByteBuffer)} of the whole stream. */
    public final int tryWrite(ByteBuffer source) throws IOException {
        return open().tryWrite(source);
    }

    /** As {@code tryWrite(ByteBuffer[])} of the whole stream. */
    public final long tryWrite(ByteBuffer[] sources) throws IOException {
        return open().tryWrite(sources);
    }

    final @Nullable SplitStream<S> split() {
        return split;
    }

    final void release() {
        split = null;
    }

    /** Closes this half without ending the output, as long as the reading half is open. */
    public final void forget() {
        SplitStream<S> open = split;
        if (open != null) {
            split = null;
            open.gone(SplitStream.WRITER);
        }
    }

    @Override
    public final void close() {
        SplitStream<S> open = split;
        if (open != null && open.isOwned()) {
            try {
                open.stream.shutdownOutput();
            } catch (IOException e) {
                // The peer is gone or the stream closed: there is no output left to end.
                System.getLogger("yamanote").log(Level.DEBUG, "ending the output failed", e);
            }
        }
        forget();
    }
}
