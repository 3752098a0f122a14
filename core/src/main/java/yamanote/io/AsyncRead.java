package yamanote.io;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;

/**
 * A source of bytes that never blocks. Mirrors {@code AsyncRead} and {@code AsyncReadExt}.
 *
 * <p>One reader at a time, as with any stream of bytes.
 */
public interface AsyncRead {
    /**
     * Reads what is there into {@code target}: the number of bytes (0 only if {@code target} has no
     * room), {@link IoStatus#END}, or {@link IoStatus#PENDING} with the waker of {@code cx} stored.
     */
    int pollRead(Context cx, ByteBuffer target) throws IOException;

    /**
     * Reads at least one byte into {@code target} and gives the number, or -1 at the end (Tokio:
     * 0).
     *
     * <p>Cancel safe: if it is cancelled, nothing was read.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Integer> read(ByteBuffer target) {
        return new ReadFuture(this, target);
    }

    /**
     * Fills {@code target}.
     *
     * <p>Not cancel safe in Tokio's sense, but nothing is lost: the position of {@code target}
     * tells what was read, and reading again goes on from there.
     *
     * @return a future that throws {@link EOFException} if the input ends before
     */
    @CancelSafety(LOSES_DATA)
    default Future<@Nullable Void> readExact(ByteBuffer target) {
        return new ReadExactFuture(this, target);
    }

    /**
     * Appends everything up to the end to {@code into} and gives the number of bytes. If cancelled
     * or failed, what was read is in {@code into}, and reading again goes on from there.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Long> readToEnd(Bytes into) {
        return new ReadToEndFuture(this, into);
    }

    /**
     * Appends everything up to the end to {@code into}, as UTF-8, and gives the number of bytes. On
     * a failure {@code into} stays as it was. If cancelled, it loses data: what was read is gone.
     *
     * @return a future that throws {@link java.nio.charset.CharacterCodingException} if the input
     *     is no UTF-8
     */
    @CancelSafety(LOSES_DATA)
    default Future<Long> readToString(StringBuilder into) {
        return new ReadToStringFuture(this, into);
    }

    /**
     * Reads a number; an early end throws {@link EOFException}. If cancelled, it loses data, as all
     * that read numbers do.
     */
    @CancelSafety(LOSES_DATA)
    default Future<Byte> readByte() {
        return new ReadNumber<>(this, Byte.BYTES, ByteOrder.BIG_ENDIAN, ByteBuffer::get);
    }

    /** See {@link #readByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<Short> readShort(ByteOrder order) {
        return new ReadNumber<>(this, Short.BYTES, order, ByteBuffer::getShort);
    }

    /** See {@link #readByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<Integer> readInt(ByteOrder order) {
        return new ReadNumber<>(this, Integer.BYTES, order, ByteBuffer::getInt);
    }

    /** See {@link #readByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<Long> readLong(ByteOrder order) {
        return new ReadNumber<>(this, Long.BYTES, order, ByteBuffer::getLong);
    }

    /** See {@link #readByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<Float> readFloat(ByteOrder order) {
        return new ReadNumber<>(this, Float.BYTES, order, ByteBuffer::getFloat);
    }

    /** See {@link #readByte}. */
    @CancelSafety(LOSES_DATA)
    default Future<Double> readDouble(ByteOrder order) {
        return new ReadNumber<>(this, Double.BYTES, order, ByteBuffer::getDouble);
    }

    /**
     * The next {@code limit} bytes of this reader and then an end.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    default AsyncRead take(long limit) {
        return new TakeRead(this, limit);
    }

    /** This reader to its end and then {@code next}. */
    default AsyncRead chain(AsyncRead next) {
        return new ChainRead(this, next);
    }
}
