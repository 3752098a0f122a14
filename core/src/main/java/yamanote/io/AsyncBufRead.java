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
 * A source of bytes with a buffer that can be looked into. Mirrors {@code AsyncBufRead} and {@code
 * AsyncBufReadExt}.
 */
public interface AsyncBufRead extends AsyncRead {
    /**
     * What is buffered, after filling the buffer if it is empty: no bytes only at the end of the
     * input. Null: nothing yet, and the waker of {@code cx} is stored.
     *
     * <p>The view belongs to this reader and is good until the next call; reading it takes nothing
     * out, {@link #consume} does.
     */
    @Nullable ByteBuffer pollFill(Context cx) throws IOException;

    /** Takes {@code count} bytes out of what the last {@link #pollFill} gave. */
    void consume(int count);

    /** See {@link #pollFill}; {@link #consume} afterwards what was used. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    default Future<ByteBuffer> fillBuf() {
        return new FillFuture(this);
    }

    /**
     * Appends to {@code into} up to and with the next {@code delimiter}, or to the end of the
     * input, or {@code limit} bytes, whatever is first; gives the number of bytes, 0 at the end.
     *
     * <p>If cancelled or failed, nothing is lost: what was read is in {@code into}, and a further
     * call goes on from there (its count and limit begin anew).
     *
     * @throws IllegalArgumentException if the limit is not positive
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Integer> readUntil(byte delimiter, Bytes into, int limit) {
        return new ReadUntilFuture(this, delimiter, into, limit);
    }

    /**
     * Appends the next line with its newline to {@code into}; gives the number of bytes, 0 at the
     * end. On a failure of the input, what was read is appended if it is UTF-8; if the line is not
     * UTF-8, {@code into} stays as it was. If cancelled, it loses data; {@link #lines} does not.
     *
     * @return a future that throws {@link java.nio.charset.CharacterCodingException} if the line is
     *     no UTF-8
     */
    @CancelSafety(LOSES_DATA)
    default Future<Integer> readLine(StringBuilder into) {
        return new ReadLineFuture(this, into);
    }

    /** The lines of this reader, each of any length. See {@link Lines}. */
    default Lines lines() {
        return lines(Integer.MAX_VALUE);
    }

    /**
     * The lines of this reader; one of more than {@code longest} bytes fails.
     *
     * @throws IllegalArgumentException if {@code longest} is negative
     */
    default Lines lines(int longest) {
        return new Lines(this, longest);
    }

    /** What is between the {@code delimiter}s of this reader. See {@link Segments}. */
    default Segments split(byte delimiter) {
        return new Segments(this, delimiter, Integer.MAX_VALUE);
    }

    /** {@link AsyncRead#take} of a reader with a buffer. */
    @Override
    default AsyncBufRead take(long limit) {
        return new BufTake(this, limit);
    }
}
