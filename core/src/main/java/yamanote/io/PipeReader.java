package yamanote.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import yamanote.future.Context;
import yamanote.future.Owned;

/** The reading end of {@link AsyncIo#simplex}. Closed, the writer's writes fail. */
public final class PipeReader implements AsyncRead, Owned {
    private final Pipe pipe;

    PipeReader(Pipe pipe) {
        this.pipe = pipe;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        return pipe.read(cx, target);
    }

    @Override
    public void close() {
        pipe.closeReader();
    }
}
