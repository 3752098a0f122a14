package yamanote.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.IoStatus;

/**
 * Both outputs and the end of a child, side by side: neither pipe fills while the other is read.
 */
final class CollectOutput implements Future<Output> {
    private final Future<ExitStatus> exited;
    private final Collected stdout;
    private final Collected stderr;
    private @Nullable ExitStatus status;

    CollectOutput(Child child) {
        this.exited = child.exited();
        this.stdout = new Collected(child.stdout());
        this.stderr = new Collected(child.stderr());
    }

    /** All that comes from one pipe. */
    private static final class Collected {
        private static final int BUFFER = 16 * 1024;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[BUFFER];
        private @Nullable AsyncRead source;

        Collected(@Nullable AsyncRead source) {
            this.source = source;
        }

        /** Whether it has ended. */
        boolean poll(Context cx) throws IOException {
            AsyncRead open = source;
            while (open != null) {
                int count = open.pollRead(cx, ByteBuffer.wrap(buffer));
                if (count == IoStatus.PENDING) {
                    return false;
                }
                if (count == IoStatus.END) {
                    source = null;
                    return true;
                }
                bytes.write(buffer, 0, count);
            }
            return true;
        }
    }

    @Override
    public Poll<Output> poll(Context cx) throws Exception {
        if (status == null && exited.poll(cx) instanceof Poll.Ready<ExitStatus>(var ended)) {
            status = ended;
        }
        boolean read;
        try {
            read = stdout.poll(cx) & stderr.poll(cx);
        } catch (IOException e) {
            exited.cancel(cx);
            throw e;
        }
        ExitStatus ended = status;
        return read && ended != null
                ? Poll.ready(
                        new Output(ended, stdout.bytes.toByteArray(), stderr.bytes.toByteArray()))
                : Poll.pending();
    }

    @Override
    public boolean cancel(Context cx) {
        return exited.cancel(cx);
    }
}
