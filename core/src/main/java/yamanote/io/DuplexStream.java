package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Owned;

/**
 * One end of a connection in memory. Mirrors {@code tokio::io::DuplexStream}. One task may read
 * while another writes.
 *
 * <p>After {@link #close} the other end reads what is on its way and then an end; what it writes
 * fails with a "Broken pipe", also if it is nothing.
 */
public final class DuplexStream implements AsyncRead, AsyncWrite, Owned {
    private final Pipe in;
    private final Pipe out;

    DuplexStream(Pipe in, Pipe out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        return in.read(cx, target);
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        return out.write(cx, source);
    }

    @Override
    public boolean pollShutdown(Context cx) {
        out.closeWriter();
        return true;
    }

    @Override
    public void close() {
        out.closeWriter();
        in.closeReader();
    }
}
