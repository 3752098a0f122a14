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

/**
 * The writing half of a {@link TcpStream}. Mirrors {@code OwnedWriteHalf}. Closing it ends the
 * output: the peer reads the end of the stream. {@link #forget} avoids that.
 */
public final class TcpWriteHalf implements AsyncWrite, Owned {
    /** Null once closed or reunited. */
    private volatile @Nullable SplitStream split;

    private final TcpStream stream;

    TcpWriteHalf(SplitStream split) {
        this.split = split;
        this.stream = split.stream;
    }

    private TcpStream open() throws SocketClosedException {
        if (split == null) {
            throw new SocketClosedException();
        }
        return stream;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        return open().pollWrite(cx, source);
    }

    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return open().pollShutdown(cx);
    }

    /** As {@link TcpStream#writable}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> writable() {
        return stream.writable();
    }

    /** As {@link TcpStream#tryWrite}. */
    public int tryWrite(ByteBuffer source) throws IOException {
        return open().tryWrite(source);
    }

    @Nullable SplitStream split() {
        return split;
    }

    void release() {
        split = null;
    }

    /** Closes this half without ending the output, as long as the reading half is open. */
    public void forget() {
        SplitStream open = split;
        if (open != null) {
            split = null;
            open.gone(SplitStream.WRITER);
        }
    }

    @Override
    public void close() {
        SplitStream open = split;
        if (open != null) {
            try {
                open.stream.shutdownOutput();
            } catch (IOException e) {
                // The peer is gone or the stream closed: there is no output left to end.
                System.getLogger("yamanote").log(Level.DEBUG, "ending the output failed", e);
            }
            forget();
        }
    }
}
