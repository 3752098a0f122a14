package yamanote.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.IoStatus;

/**
 * A pipe from a child. One job reads at a time, into a buffer of its own; what it brings stays here
 * until it is taken, so a cancelled read loses nothing.
 */
final class ChildOutput implements AsyncRead {
    private static final int BUFFER = 16 * 1024;

    private final InputStream pipe;
    private final byte[] bytes = new byte[BUFFER];
    private ByteBuffer rest = ByteBuffer.wrap(bytes, 0, 0);
    private @Nullable Blocking<Integer> job;
    private boolean ended;
    private volatile boolean closed;

    ChildOutput(InputStream pipe) {
        this.pipe = pipe;
    }

    @Override
    public int pollRead(Context cx, ByteBuffer target) throws IOException {
        if (closed) {
            throw new IOException("the child has been closed, and its output with it");
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        while (!rest.hasRemaining()) {
            if (ended) {
                return IoStatus.END;
            }
            if (!fetch(cx)) {
                return IoStatus.PENDING;
            }
        }
        int count = Math.min(rest.remaining(), target.remaining());
        target.put(rest.slice(rest.position(), count));
        rest.position(rest.position() + count);
        return count;
    }

    private boolean fetch(Context cx) throws IOException {
        Blocking<Integer> running = job;
        if (running == null) {
            running = Blocking.job("reading a child's output", this::read);
        }
        job = null;
        Poll<Integer> poll = running.poll(cx);
        if (!(poll instanceof Poll.Ready<Integer>(var count))) {
            job = running;
            return false;
        }
        ended = count < 0;
        rest = ByteBuffer.wrap(bytes, 0, Math.max(0, count));
        return true;
    }

    /** On the blocking pool; that the pipe was closed meanwhile is no failure to be told of. */
    private int read() throws IOException {
        try {
            return pipe.read(bytes);
        } catch (IOException e) {
            if (closed) {
                return IoStatus.END;
            }
            throw e;
        }
    }

    void close() {
        closed = true;
        Pipes.close(pipe);
    }
}
