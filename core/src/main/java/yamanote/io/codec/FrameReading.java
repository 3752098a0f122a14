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
 * any ──throws──▶ FAILED ──gives the end once──▶ where it was
 * any ──cancel──▶ CANCELLED
 * }</pre>
 *
 * <p>A decoder that fails behind the end of the input and takes nothing out would fail for ever:
 * then AT_END follows.
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

    /** What follows FAILED. */
    private Phase resumed = Phase.READING;

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
        if (phase == Phase.CANCELLED) {
            return Poll.ready(null);
        }
        if (phase == Phase.FAILED) {
            phase = resumed;
            return Poll.ready(null);
        }
        if (cx.exhausted()) {
            return Poll.pending();
        }
        int budget = cx.budget();
        T frame = null;
        boolean pending = false;
        while (frame == null && !pending) {
            switch (phase) {
                case DECODING -> frame = decode();
                case DRAINING -> frame = drain();
                default -> pending = !read(cx);
            }
            if (frame == null && phase == Phase.AT_END && !pending) {
                break;
            }
        }
        if (pending) {
            return Poll.pending();
        }
        if (cx.budget() == budget) {
            cx.spend();
        }
        return Poll.ready(frame);
    }

    /** The next frame; without one this is READING. */
    private @Nullable T decode() throws IOException {
        phase = Phase.FAILED;
        resumed = Phase.DECODING;
        T frame = decoder.decode(buffer);
        phase = frame == null ? Phase.READING : Phase.DECODING;
        return frame;
    }

    /** The next frame behind the end of the input; without one this is AT_END. */
    private @Nullable T drain() throws IOException {
        int before = buffer.size();
        phase = Phase.FAILED;
        resumed = Phase.AT_END;
        try {
            T frame = decoder.decodeEnd(buffer);
            phase = frame == null ? Phase.AT_END : Phase.DRAINING;
            return frame;
        } finally {
            if (phase == Phase.FAILED && buffer.size() < before) {
                resumed = Phase.DRAINING;
            }
        }
    }

    /** Reads once, in READING or AT_END; false if it has to wait. */
    private boolean read(Context cx) throws IOException {
        resumed = phase;
        phase = Phase.FAILED;
        int n = readInto(cx);
        if (n == IoStatus.PENDING) {
            phase = resumed;
            return false;
        }
        if (n > 0) {
            phase = Phase.DECODING;
        } else {
            phase = resumed == Phase.AT_END ? Phase.AT_END : Phase.DRAINING;
        }
        return true;
    }

    private int readInto(Context cx) throws IOException {
        ByteBuffer room = buffer.writable(READ);
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
