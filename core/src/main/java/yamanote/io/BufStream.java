package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.Context;
import yamanote.future.Future;

/**
 * {@link BufReader} and {@link BufWriter} over one stream. Mirrors {@code tokio::io::BufStream}.
 * Its awaited close flushes; the stream stays with its owner.
 */
public final class BufStream implements AsyncBufRead, AsyncWrite, AsyncCloseable {
    private final BufReader reader;
    private final BufWriter writer;

    private BufStream(BufReader reader, BufWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    /** Over {@code stream}, with 8 KiB each way. */
    public static <S extends AsyncRead & AsyncWrite> BufStream of(S stream) {
        return new BufStream(BufReader.of(stream), BufWriter.of(stream));
    }

    /** Over {@code stream}, with buffers of {@code pool}. */
    public static <S extends AsyncRead & AsyncWrite> BufStream of(S stream, BufferPool pool) {
        return new BufStream(BufReader.of(stream, pool), BufWriter.of(stream, pool));
    }

    @Override
    public @Nullable ByteBuffer pollFill(Context cx) throws IOException {
        return reader.pollFill(cx);
    }

    @Override
    public void consume(int count) {
        reader.consume(count);
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        return reader.pollRead(cx, target);
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        return writer.pollWrite(cx, source);
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        return writer.pollFlush(cx);
    }

    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return writer.pollShutdown(cx);
    }

    /** See {@link BufWriter#closeAsync}. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return writer.closeAsync();
    }
}
