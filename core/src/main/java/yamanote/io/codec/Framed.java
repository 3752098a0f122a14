package yamanote.io.codec;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;
import yamanote.future.Poll;
import yamanote.io.AsyncRead;
import yamanote.io.AsyncWrite;
import yamanote.stream.AsyncStream;

/**
 * {@link FramedRead} and {@link FramedWrite} over one stream. Mirrors {@code
 * tokio_util::codec::Framed}. As a stream it gives the frames that come in.
 */
public final class Framed<I, O> implements AsyncStream<I> {
    private final FrameReading<I> reading;
    private final FrameWriting<O> writing;

    private Framed(FrameReading<I> reading, FrameWriting<O> writing) {
        this.reading = reading;
        this.writing = writing;
    }

    /** Frames over {@code stream}, which stays with its owner. */
    public static <I, O, S extends AsyncRead & AsyncWrite> Framed<I, O> of(
            S stream, Decoder<? extends I> decoder, Encoder<? super O> encoder) {
        Objects.requireNonNull(stream, "stream");
        return new Framed<>(
                new FrameReading<I>(stream, Objects.requireNonNull(decoder, "decoder")),
                new FrameWriting<O>(stream, Objects.requireNonNull(encoder, "encoder")));
    }

    /** Frames of one kind both ways. */
    public static <T, S extends AsyncRead & AsyncWrite, C extends Decoder<T> & Encoder<T>>
            Framed<T, T> of(S stream, C codec) {
        return of(stream, codec, codec);
    }

    @Override
    public Poll<@Nullable I> pollNext(Context cx) throws IOException {
        return reading.poll(cx);
    }

    /** See {@link FramedWrite#send}. */
    @CancelSafety(LOSES_DATA)
    public Future<@Nullable Void> send(O item) {
        return writing.send(item, true);
    }

    /** See {@link FramedWrite#feed}. */
    @CancelSafety(LOSES_DATA)
    public Future<@Nullable Void> feed(O item) {
        return writing.send(item, false);
    }

    /** See {@link FramedWrite#flush}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> flush() {
        return writing.flush();
    }

    /** See {@link FramedWrite#shutdown}. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> shutdown() {
        return writing.shutdown();
    }

    /** Ends the reading side; the writing side is as it was. */
    @Override
    public boolean cancel(Context cx) {
        reading.cancel();
        return true;
    }

    /** Ends the reading side, flushes the writing side and takes no more. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        reading.cancel();
        return writing.close();
    }
}
