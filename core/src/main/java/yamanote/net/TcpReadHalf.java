package yamanote.net;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Owned;
import yamanote.io.AsyncRead;

/**
 * The reading half of a {@link TcpStream}. Mirrors {@code OwnedReadHalf}. Closing it does not tell
 * the peer; once both halves are closed, the connection is.
 */
public final class TcpReadHalf implements AsyncRead, Owned {
    /** Null once closed or reunited. */
    private volatile @Nullable SplitStream split;

    private final TcpStream stream;

    TcpReadHalf(SplitStream split) {
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
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        return open().pollRead(cx, target);
    }

    /** As {@link TcpStream#readable}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> readable() {
        return stream.readable();
    }

    /** As {@link TcpStream#tryRead}. */
    public int tryRead(ByteBuffer target) throws IOException {
        return open().tryRead(target);
    }

    @Nullable SplitStream split() {
        return split;
    }

    void release() {
        split = null;
    }

    @Override
    public void close() {
        SplitStream open = split;
        if (open != null) {
            split = null;
            open.gone(SplitStream.READER);
        }
    }
}
