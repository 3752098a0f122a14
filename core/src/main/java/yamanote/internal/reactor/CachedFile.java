package yamanote.internal.reactor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A file that can be read without waiting for the disk, as far as the system has it in memory. Any
 * thread.
 */
public interface CachedFile extends AutoCloseable {
    /** At most so many bytes are read in one call: what it takes the system tens of µs to copy. */
    int MOST = 256 * 1024;

    /**
     * Bytes read at {@code position} into {@code target}, which has room: at most {@code most} and
     * {@link #MOST}. 0: read it the slow way, for that is not in memory, or cannot be told to be,
     * or is the end, or something is wrong.
     */
    int read(ByteBuffer target, int most, long position);

    /** The same file opened once more for reading, whatever its names are now. */
    FileChannel reopen() throws IOException;

    /** Reads in progress are carried out; later ones find nothing. */
    @Override
    void close();
}
