package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Owned;

/** The writing end of {@link AsyncIo#simplex}. Closed or shut down, the reader finds the end. */
public final class PipeWriter implements AsyncWrite, Owned {
    private final Pipe pipe;

    PipeWriter(Pipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        return pipe.write(cx, source);
    }

    @Override
    public boolean pollShutdown(Context cx) {
        pipe.closeWriter();
        return true;
    }

    @Override
    public void close() {
        pipe.closeWriter();
    }
}
