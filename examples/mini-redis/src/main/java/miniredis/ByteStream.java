package miniredis;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.future.Future;
import yamanote.future.Owned;

/** A client's bytes both ways, whatever carries them. */
interface ByteStream extends Owned {
    /** Reads without waiting: the number of bytes, 0 if nothing is there, -1 at the end. */
    int tryRead(ByteBuffer target) throws IOException;

    /** Waits until a read is worth trying; cancel safe. */
    Future<@Nullable Void> readable();

    /** Writes what is taken at once, perhaps nothing. */
    int tryWrite(ByteBuffer source) throws IOException;

    /** Writes all of {@code source}. */
    Future<@Nullable Void> writeAll(ByteBuffer source);

    /** Says farewell after what was written, if there is a word for it. */
    Future<@Nullable Void> shutdown();

    /** Ends the stream, and whoever waits; from any thread, without waiting. */
    @Override
    void close();
}
