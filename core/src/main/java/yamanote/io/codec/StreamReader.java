package yamanote.io.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.AsyncBufRead;
import yamanote.io.IoStatus;
import yamanote.stream.AsyncStream;

/**
 * The bytes of a stream of chunks. Mirrors {@code tokio_util::io::StreamReader}. The stream stays
 * with its owner; it is not polled after its end, and empty chunks are skipped.
 */
public final class StreamReader implements AsyncBufRead {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final AsyncStream<byte[]> chunks;
    private ByteBuffer chunk = NOTHING;
    private int head;
    private boolean ended;

    private StreamReader(AsyncStream<byte[]> chunks) {
        this.chunks = chunks;
    }

    /** Over {@code chunks}, which must not change once they are given. */
    public static StreamReader of(AsyncStream<byte[]> chunks) {
        return new StreamReader(chunks);
    }

    @Override
    public @Nullable ByteBuffer pollFill(Context cx) throws IOException {
        while (head == chunk.capacity() && !ended) {
            Poll<byte @Nullable []> polled = pollChunk(cx);
            if (polled.isPending()) {
                return null;
            }
            byte[] next = ((Poll.Ready<byte @Nullable []>) polled).value();
            ended = next == null;
            chunk = next == null ? NOTHING : ByteBuffer.wrap(next);
            head = 0;
        }
        return chunk.limit(chunk.capacity()).position(head);
    }

    private Poll<byte @Nullable []> pollChunk(Context cx) throws IOException {
        try {
            return chunks.pollNext(cx);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the stream of chunks failed", e);
        }
    }

    @Override
    public void consume(int count) {
        if (count < 0 || count > chunk.capacity() - head) {
            throw new IllegalArgumentException(
                    count + " bytes consumed, and " + (chunk.capacity() - head) + " were given");
        }
        head += count;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        ByteBuffer filled = pollFill(cx);
        if (filled == null) {
            return IoStatus.PENDING;
        }
        int n = Math.min(filled.remaining(), target.remaining());
        if (n == 0) {
            return IoStatus.END;
        }
        target.put(filled.limit(head + n));
        head += n;
        return n;
    }
}
