package yamanote.io.codec;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.Context;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.stream.AsyncStream;

/**
 * The frames of a reader. Mirrors {@code tokio_util::codec::FramedRead}. The reader stays with its
 * owner.
 *
 * <p>All frames that are buffered come before the next read. {@code next()} is cancel safe. After a
 * failure it gives the end once and then goes on, if the decoder can; after the end it goes on if
 * the reader has more. An early end of this stream drops what is buffered.
 */
public final class FramedRead<T> implements AsyncStream<T> {
    private final FrameReading<T> reading;

    private FramedRead(FrameReading<T> reading) {
        this.reading = reading;
    }

    /** The frames that {@code decoder} finds in {@code source}. */
    public static <T> FramedRead<T> of(AsyncRead source, Decoder<? extends T> decoder) {
        return new FramedRead<>(
                new FrameReading<T>(
                        Objects.requireNonNull(source, "source"),
                        Objects.requireNonNull(decoder, "decoder")));
    }

    @Override
    public Poll<@Nullable T> pollNext(Context cx) throws IOException {
        return reading.poll(cx);
    }

    /** How many bytes are read and not yet part of a frame. */
    public int buffered() {
        return reading.buffer().size();
    }

    @Override
    public boolean cancel(Context cx) {
        reading.cancel();
        return true;
    }
}
