package yamanote.io.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.Bytes;
import yamanote.io.IoStatus;

/**
 * The reading side of a framed stream.
 *
 * <pre>{@code
 * READING ──bytes──▶ DECODING ──no frame──▶ READING
 *   └──end──▶ DRAINING ──no frame──▶ AT_END ──bytes──▶ DECODING
 * any ──throws──▶ FAILED ──gives the end once──▶ READING or AT_END
 * any ──cancel──▶ CANCELLED
 * }</pre>
 */
final class FrameReading<T> {
    private enum Phase {
        READING,
        DECODING,
        DRAINING,
        AT_END,
        FAILED,
        CANCELLED
    }

    private static final int READ = 8192;

    private final AsyncRead source;
    private final Decoder<? extends T> decoder;
    private final Bytes buffer = new Bytes();
    private Phase phase = Phase.READING;

    /** Whether the last read found the end. */
    private boolean atEnd;

    FrameReading(AsyncRead source, Decoder<? extends T> decoder) {
        this.source = source;
        this.decoder = decoder;
    }

    Bytes buffer() {
        return buffer;
    }

    void cancel() {
        phase = Phase.CANCELLED;
        buffer.clear();
    }

    Poll<@Nullable T> poll(Context cx) throws IOException {
        if (phase == Phase.FAILED) {
            phase = atEnd ? Phase.AT_END : Phase.READING;
            return Poll.ready(null);
        }
        if (phase == Phase.CANCELLED) {
            return Poll.ready(null);
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        int budget = cx.budget();
        Phase before = phase;
        phase = Phase.FAILED;
        Phase after = before;
        try {
            Poll<@Nullable T> polled = null;
            while (polled == null) {
                switch (after) {
                    case DECODING -> {
                        T frame = decoder.decode(buffer);
                        if (frame != null) {
                            polled = Poll.ready(frame);
                        } else {
                            after = Phase.READING;
                        }
                    }
                    case DRAINING -> {
                        T frame = decoder.decodeEnd(buffer);
                        if (frame == null) {
                            after = Phase.AT_END;
                        }
                        polled = Poll.ready(frame);
                    }
                    case READING, AT_END, FAILED, CANCELLED -> {
                        int n = read(cx);
                        if (n == IoStatus.PENDING) {
                            phase = after;
                            return Poll.pending();
                        }
                        boolean wasAtEnd = after == Phase.AT_END;
                        atEnd = n <= 0;
                        if (atEnd && wasAtEnd) {
                            polled = Poll.ready(null);
                        } else {
                            after = atEnd ? Phase.DRAINING : Phase.DECODING;
                        }
                    }
                }
            }
            phase = after;
            return polled;
        } finally {
            if (cx.budget() == budget && phase != before) {
                cx.spend();
            }
        }
    }

    private int read(Context cx) throws IOException {
        // At least one byte of room; when much is buffered, more, so that reads stay few.
        buffer.reserve(READ / 2);
        ByteBuffer room = buffer.writable(1);
        int start = room.position();
        int n = source.pollRead(cx, room);
        if (Math.max(n, 0) != room.position() - start) {
            throw new IllegalStateException(
                    source + " answered " + n + " and moved " + (room.position() - start));
        }
        buffer.commit(Math.max(n, 0));
        return n;
    }
}
