package yamanote.io;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;

/**
 * A sink of bytes that never blocks. Mirrors {@code AsyncWrite} and {@code AsyncWriteExt}.
 *
 * <p>One writer at a time, as with any stream of bytes.
 */
public interface AsyncWrite {
    /**
     * Writes what is taken of {@code source}: the number of bytes, or {@link IoStatus#PENDING} with
     * the waker of {@code cx} stored.
     */
    int pollWrite(Context cx, ByteBuffer source) throws IOException;

    /** Whether everything written has left this writer; a writer without a buffer has nothing. */
    default boolean pollFlush(Context cx) throws IOException {
        return true;
    }

    /** Flushes and ends the output; true once done. A second call does nothing. */
    boolean pollShutdown(Context cx) throws IOException;

    /**
     * Writes at least one byte of {@code source} and gives the number.
     *
     * <p>Cancel safe: if it is cancelled, nothing was written.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Integer> write(ByteBuffer source) {
        return new WriteFuture(this, source);
    }

    /**
     * Writes {@code source} to its end.
     *
     * <p>Not cancel safe in Tokio's sense: part may have been written. The position of {@code
     * source} tells how much.
     */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeAll(ByteBuffer source) {
        return new WriteAllFuture(this, source);
    }

    /** Waits until everything written has left this writer. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    default Future<@Nullable Void> flush() {
        return new FlushFuture(this, false);
    }

    /** Flushes and ends the output: the peer reads an end. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    @SuppressWarnings("NullAway") // sees Poll<T> as the lambda's type
    default Future<@Nullable Void> shutdown() {
        return new FlushFuture(this, true);
    }
}
