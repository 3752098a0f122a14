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

/** The reading half of a connection, whatever its family. */
abstract class SocketReadHalf<S extends SocketStream> implements AsyncRead, Owned {
    /** Null once closed or reunited. */
    private volatile @Nullable SplitStream<S> split;

    private final S stream;

    SocketReadHalf(SplitStream<S> split) {
        this.split = split;
        this.stream = split.stream;
    }

    private S open() throws SocketClosedException {
        if (split == null) {
            throw new SocketClosedException("this reading half was closed, or reunited");
        }
        return stream;
    }

    @Override
    public final int pollRead(Context cx, ByteBuffer target) throws IOException {
        return open().pollRead(cx, target);
    }

    /** As {@code readable} of the whole stream. */
    @CancelSafety(NOTHING_LOST)
    public final Future<@Nullable Void> readable() {
        return stream.readable();
    }

    /** As {@code tryRead(ByteBuffer)} of the whole stream. */
    public final int tryRead(ByteBuffer target) throws IOException {
        return open().tryRead(target);
    }

    /** As {@code tryRead(ByteBuffer[])} of the whole stream. */
    public final long tryRead(ByteBuffer[] targets) throws IOException {
        return open().tryRead(targets);
    }

    /** As {@link SocketStream#peek}. */
    @CancelSafety(NOTHING_LOST)
    public final Future<Integer> peek(ByteBuffer target) {
        return stream.peek(target);
    }

    final @Nullable SplitStream<S> split() {
        return split;
    }

    final void release() {
        split = null;
    }

    @Override
    public final void close() {
        SplitStream<S> open = split;
        if (open != null) {
            split = null;
            open.gone(SplitStream.READER);
        }
    }
}
