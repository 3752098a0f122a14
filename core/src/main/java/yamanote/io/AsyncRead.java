package yamanote.io;

import static yamanote.future.CancelSafety.Loss.LOSES_DATA;
import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
}
