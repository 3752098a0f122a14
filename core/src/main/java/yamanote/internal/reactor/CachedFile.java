package yamanote.internal.reactor;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A file that can be read without waiting for the disk, as far as the system has it in memory. Any
 * thread.
 */
public interface CachedFile extends AutoCloseable {
    /** At most so many bytes are read in one call: what it takes the system tens of µs to copy. */
    int MOST = 256 * 1024;

    /** What {@link #read} says of bytes that are not in memory, or cannot be told to be. */
    int ABSENT = -3;

    /**
     * Bytes read at {@code position} into {@code target}, which has room: at least one, at most
     * {@code most} and {@link #MOST}. {@link #ABSENT}: read it the slow way, which also finds out
     * whether that is the end, or what is wrong.
     */
    int read(ByteBuffer target, int most, long position);

    /** Under which name the same file can be opened once more, whatever its own names are now. */
    Path again();

    /** Reads in progress are carried out; later ones find nothing. */
    @Override
    void close();
}
