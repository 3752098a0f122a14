package yamanote.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.io.AsyncWrite;
import yamanote.io.IoStatus;

/**
 * A pipe to a child. A write ends when its bytes have been copied, and the next waits until they
 * are in the pipe; what goes wrong comes with the next write or flush. Closed during a write, the
 * pipe is closed by the write's end.
 */
final class ChildInput implements AsyncWrite {
    private static final int BUFFER = 16 * 1024;

    private final OutputStream pipe;
    private final byte[] bytes = new byte[BUFFER];
    private @Nullable Blocking<@Nullable Void> job;

    /** The owner has shut it down or closed it. */
    private boolean closing;

    // Guarded by this: which of the write and the close comes second closes the pipe.
    private boolean writing;
    private boolean closed;

    ChildInput(OutputStream pipe) {
        this.pipe = pipe;
    }

    @Override
    public int pollWrite(Context cx, ByteBuffer source) throws IOException {
        if (closing) {
            throw new IOException("the child's input has been shut down");
        }
        if (!pollFlush(cx)) {
            return IoStatus.PENDING;
        }
        int count = Math.min(source.remaining(), BUFFER);
        if (count == 0) {
            return 0;
        }
        source.get(bytes, 0, count);
        job =
                Blocking.<@Nullable Void>job(
                        "writing to a child",
                        () -> {
                            write(count);
                            return null;
                        });
        synchronized (this) {
            writing = true;
        }
        pollFlush(cx); // begins it; an error that comes so early is this write's
        return count;
    }

    /** On the blocking pool. */
    private void write(int count) throws IOException {
        try {
            pipe.write(bytes, 0, count);
            pipe.flush();
        } finally {
            written();
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
            if (!closed) {
                return;
            }
        }
        Pipes.close(pipe);
    }

    @Override
    public boolean pollFlush(Context cx) throws IOException {
        Blocking<@Nullable Void> running = job;
        if (running == null) {
            return true;
        }
        job = null;
        boolean ended = true;
        try {
            ended = running.poll(cx).isReady();
            if (!ended) {
                job = running;
            }
            return ended;
        } finally {
            if (ended) {
                written(); // again, unless a closed runtime has refused the job
            }
        }
    }

    /** The child reads an end. */
    @Override
    public boolean pollShutdown(Context cx) throws IOException {
        if (!pollFlush(cx)) {
            return false;
        }
        if (!closing) {
            closing = true;
            pipe.close(); // everything has been flushed, so it does not wait
        }
        return true;
    }

    /** Does not wait: what is being written still is, if the child reads it. */
    void close() {
        closing = true;
        synchronized (this) {
            closed = true;
            if (writing) {
                return;
            }
        }
        Pipes.close(pipe);
    }
}
