package yamanote.internal.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One end of a pipe as a poller opens it: non-blocking system calls and the registration that says
 * when they are worth making.
 *
 * <p>That nobody has the other end open is no final state of a named pipe, so it is READABLE, or
 * WRITABLE, and the call tells; only would-block says that a pipe is drained.
 */
public interface PipeSource {
    /** What it is opened for. */
    enum Access {
        RECEIVE,
        SEND,

        /** Either; then there is always somebody at the other end. */
        BOTH
    }

    /** Readiness of this end. */
    Registration registration();

    /** Bytes read, 0 if it would block (or {@code target} is full), -1 if nobody writes. */
    int read(ByteBuffer target) throws IOException;

    /** Bytes written, 0 if it would block (or {@code source} is empty). */
    int write(ByteBuffer source) throws IOException;
}
