package yamanote.io;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    /**
     * Writes what is taken of {@code sources}, one after the other: the number of bytes, or {@link
     * IoStatus#PENDING} with the waker of {@code cx} stored. Here: of the first that is not empty.
     */
    default long pollWrite(Context cx, ByteBuffer[] sources) throws IOException {
        for (ByteBuffer source : sources) {
            if (source.hasRemaining()) {
                return pollWrite(cx, source);
            }
        }
        return 0;
    }

    /** Whether writing several buffers at once saves anything. */
    default boolean isWriteVectored() {
        return false;
    }

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
     * source} tells how much, and writing it again goes on from there (Tokio's {@code
     * write_all_buf}).
     */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeAll(ByteBuffer source) {
        return new WriteAllFuture(this, source);
    }

    /**
     * Writes at least one byte of {@code sources}, unless they are empty, and gives the number.
     * Cancel safe.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Long> write(ByteBuffer[] sources) {
        return new VectoredWriteFuture(this, sources);
    }

    /** Writes one byte. If cancelled, it may be written or not, as all that write numbers. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeByte(byte value) {
        return writeAll(ByteBuffer.allocate(Byte.BYTES).put(0, value));
    }

    /** See {@link #writeByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeShort(short value, ByteOrder order) {
        return writeAll(ByteBuffer.allocate(Short.BYTES).order(order).putShort(0, value));
    }

    /** See {@link #writeByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeInt(int value, ByteOrder order) {
        return writeAll(ByteBuffer.allocate(Integer.BYTES).order(order).putInt(0, value));
    }

    /** See {@link #writeByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeLong(long value, ByteOrder order) {
        return writeAll(ByteBuffer.allocate(Long.BYTES).order(order).putLong(0, value));
    }

    /** See {@link #writeByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeFloat(float value, ByteOrder order) {
        return writeAll(ByteBuffer.allocate(Float.BYTES).order(order).putFloat(0, value));
    }

    /** See {@link #writeByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> writeDouble(double value, ByteOrder order) {
        return writeAll(ByteBuffer.allocate(Double.BYTES).order(order).putDouble(0, value));
    }

    /** Waits until everything written has left this writer. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    default Future<@Nullable Void> flush() {
        return new FlushFuture(this, false);
    }

    /** Flushes and ends the output: the peer reads an end. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    default Future<@Nullable Void> shutdown() {
        return new FlushFuture(this, true);
    }
}
