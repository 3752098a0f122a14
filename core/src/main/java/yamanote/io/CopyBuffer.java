package yamanote.io;

import java.io.IOException;
import yamanote.future.Context;

/**
 * Bytes on their way from a reader to a writer: one direction of a copy.
 *
 * <p>While the writer is not ready it still reads as long as there is room, for larger writes. When
 * the reader is not ready and the buffer is empty, the writer is flushed: the peer may have to see
 * the request before it answers.
 */
final class CopyBuffer {
    private final Lease lease;
    private int head;
    private int tail;
    private boolean ended;
    private boolean unflushed;
    private long count;

    CopyBuffer(Lease lease) {
        this.lease = lease;
    }

    /** The number of bytes that were written. */
    long count() {
        return count;
    }

    /** Gives the buffer back. */
    void release() {
        lease.release();
    }

    /** True once all up to the reader's end is written and flushed. */
    boolean poll(Context cx, AsyncRead reader, AsyncWrite writer) throws IOException {
        for (; ; ) {
            boolean waits = !ended && tail < lease.size() && !pollFill(cx, reader);
            if (waits && head == tail) {
                pollFlush(cx, writer);
                return false;
            }
            if (!pollEmpty(cx, reader, writer)) {
                return false;
            }
            if (ended) {
                return pollFlush(cx, writer);
            }
        }
    }

    /** True if bytes or the end have come. */
    private boolean pollFill(Context cx, AsyncRead reader) throws IOException {
        int n = Moves.read(reader, cx, lease.get().limit(lease.size()).position(tail));
        if (n == IoStatus.PENDING) {
            if (head == tail) {
                lease.rest();
            }
            return false;
        }
        // 0 for a buffer with room is an end to who counts on progress.
        ended = n <= 0;
        tail += Math.max(n, 0);
        return true;
    }

    private boolean pollEmpty(Context cx, AsyncRead reader, AsyncWrite writer) throws IOException {
        while (head < tail) {
            int n = Moves.write(writer, cx, lease.get().limit(tail).position(head));
            if (n == IoStatus.PENDING) {
                while (!ended && tail < lease.size() && pollFill(cx, reader)) {
                    // Room is filled as far as it goes.
                }
                return false;
            }
            if (n == 0) {
                throw Moves.takesNoMore(tail - head);
            }
            head += n;
            count += n;
            unflushed = true;
        }
        head = 0;
        tail = 0;
        return true;
    }

    private boolean pollFlush(Context cx, AsyncWrite writer) throws IOException {
        if (unflushed) {
            if (!writer.pollFlush(cx)) {
                return false;
            }
            unflushed = false;
        }
        return true;
    }
}
