package yamanote.io;

import static yamanote.future.CancelSafety.Loss.NOTHING_LOST;

import java.io.IOException;
import yamanote.future.CancelSafety;
import yamanote.future.Context;
import yamanote.future.Future;

/**
 * A stream with a position that can be moved. Mirrors {@code AsyncSeek} and {@code AsyncSeekExt}.
 * One seek at a time.
 */
public interface AsyncSeek {
    /**
     * Begins to move; {@link #pollSeek} ends it.
     *
     * @throws IOException if that would be before the first byte
     */
    void startSeek(long offset, SeekFrom from) throws IOException;

    /**
     * The position after the seek that was begun (where it is, if none was), or {@link
     * IoStatus#PENDING} with the waker of {@code cx} stored.
     */
    long pollSeek(Context cx) throws IOException;

    /**
     * Moves to {@code offset} and gives the new position from the start. If cancelled, it may or
     * may not have moved.
     */
    @CancelSafety(NOTHING_LOST)
    default Future<Long> seek(long offset, SeekFrom from) {
        return new SeekFuture(this, offset, from);
    }

    /** Moves to the first byte; else like {@link #seek}. */
    @CancelSafety(NOTHING_LOST)
    default Future<Long> rewind() {
        return seek(0, SeekFrom.START);
    }

    /** Where the next read or write would be, from the start. Cancel safe. */
    @CancelSafety(NOTHING_LOST)
    default Future<Long> position() {
        return seek(0, SeekFrom.CURRENT);
    }
}
