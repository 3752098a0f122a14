package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;

/** A reader and a writer as one stream. Mirrors {@code tokio::io::Join}. */
public final class JoinedStream implements AsyncRead, AsyncWrite {
    private final AsyncRead reader;
    private final AsyncWrite writer;

    JoinedStream(AsyncRead reader, AsyncWrite writer) {
        this.reader = reader;
        this.writer = writer;
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
    public long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        return writer.pollWrite(cx, sources);
    }

    @Override
    public boolean isWriteVectored() {
        return writer.isWriteVectored();
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        return writer.pollFlush(cx);
    }

    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        return writer.pollShutdown(cx);
    }
}
