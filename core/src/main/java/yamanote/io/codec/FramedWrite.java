package yamanote.io.codec;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.future.AsyncCloseable;
import yamanote.future.CancelSafety;
import yamanote.future.Future;
import yamanote.io.AsyncWrite;

/**
 * A writer of frames. Mirrors {@code tokio_util::codec::FramedWrite} with {@code SinkExt}. The
 * writer stays with its owner.
 *
 * <p>Frames gather in a buffer; one that would come on top of 8 KiB waits until the buffer is
 * written. Its awaited close flushes, also at the end of a try that fails.
 */
public final class FramedWrite<T> implements AsyncCloseable {
    private final FrameWriting<T> writing;

    private FramedWrite(FrameWriting<T> writing) {
        this.writing = writing;
    }

    /** Frames as {@code encoder} makes them, into {@code sink}. */
    public static <T> FramedWrite<T> of(AsyncWrite sink, Encoder<? super T> encoder) {
        return new FramedWrite<>(
                new FrameWriting<T>(
                        Objects.requireNonNull(sink, "sink"),
                        Objects.requireNonNull(encoder, "encoder")));
    }

    /**
     * {@link #feed} and {@link #flush}. If cancelled while it waits for room, the item is lost;
     * after that it is in the buffer and the next flush writes it.
     */
    @CancelSafety(LOSES_DATA)
    public Future<@Nullable Void> send(T item) {
        return writing.send(item, true);
    }

    /** Appends {@code item} when there is room. If cancelled before, the item is lost. */
    @CancelSafety(LOSES_DATA)
    public Future<@Nullable Void> feed(T item) {
        return writing.send(item, false);
    }

    /** Waits until everything has left the writer. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> flush() {
        return writing.flush();
    }

    /** Flushes, ends the output of the writer and takes no more. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    public Future<@Nullable Void> shutdown() {
        return writing.shutdown();
    }

    /** Flushes and takes no more; does not end the output of the writer. */
    @Override
    public Future<@Nullable Void> closeAsync() {
        return writing.close();
    }

    /** How many bytes are not written yet. */
    public int buffered() {
        return writing.buffer().size();
    }
}
