package yamanote.io.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.IoStatus;
import yamanote.stream.AsyncStream;

/**
 * The bytes of a reader in chunks, as they come. Mirrors {@code tokio_util::io::ReaderStream}. The
 * reader stays with its owner. A failure ends the stream. {@code next()} is cancel safe.
 */
public final class ReaderStream implements AsyncStream<byte[]> {
    private static final int SIZE = 4096;

    /** Null once ended. */
    private @Nullable AsyncRead source;

    private final int size;
    private @Nullable ByteBuffer room;

    private ReaderStream(AsyncRead source, int size) {
        if (size <= 0) {
            throw new IllegalArgumentException("chunks of " + size + " bytes");
        }
        this.source = source;
        this.size = size;
    }

    /** Chunks of at most 4 KiB. */
    public static ReaderStream of(AsyncRead source) {
        return of(source, SIZE);
    }

    /**
     * Chunks of at most {@code size} bytes.
     *
     * @throws IllegalArgumentException if the size is not positive
     */
    public static ReaderStream of(AsyncRead source, int size) {
        return new ReaderStream(source, size);
    }

    @Override
    public Poll<byte @Nullable []> pollNext(Context cx) throws IOException {
        AsyncRead from = source;
        if (from == null) {
            return Poll.ready(null);
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        int budget = cx.budget();
        source = null;
        ByteBuffer target = room == null ? ByteBuffer.allocate(size) : room;
        room = target;
        int n = from.pollRead(cx, target.clear());
        if (n == IoStatus.PENDING) {
            source = from;
            return Poll.pending();
        }
        if (cx.budget() == budget) {
            cx.spend();
        }
        if (n <= 0) {
            room = null;
            return Poll.ready(null);
        }
        source = from;
        return Poll.ready(Arrays.copyOf(target.array(), n));
    }

    @Override
    public boolean cancel(Context cx) {
        source = null;
        room = null;
        return true;
    }
}
