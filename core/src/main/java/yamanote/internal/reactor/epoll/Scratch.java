package yamanote.internal.reactor.epoll;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.StreamSource;

/**
 * Memory outside of the heap that a system call needs for as long as it takes: for its error
 * number, small structures, and bytes on their way to or from a buffer. Each thread has its own, to
 * be had without allocating; virtual threads, of which there may be millions, share one and wait
 * for each other.
 */
final class Scratch {
    /** At most so many bytes are copied on their way in one call. */
    static final int BYTES = StreamSource.CHUNK;

    private static final int STRUCTURE = 256;
    private static final int SIZE_OFFSET = STRUCTURE - Integer.BYTES;

    private static final ThreadLocal<Scratch> OF_THREAD =
            ThreadLocal.withInitial(() -> new Scratch(null));
    private static final Scratch OF_VIRTUAL_THREADS = new Scratch(new ReentrantLock());

    /** Where {@link Libc} finds the error number of the last call. */
    final MemorySegment state;

    /** Room for one small structure. */
    final MemorySegment structure;

    /** An int after the structure: its size, where a call wants to be told and tells. */
    final MemorySegment size;

    private final @Nullable ReentrantLock lock;
    private @Nullable ByteBuffer bytes;
    private MemorySegment bytesSegment = MemorySegment.NULL;

    private Scratch(@Nullable ReentrantLock lock) {
        this.lock = lock;
        Arena arena = Arena.ofAuto();
        state = arena.allocate(Libc.STATE);
        structure = arena.allocate(STRUCTURE, Long.BYTES);
        size = structure.asSlice(SIZE_OFFSET);
    }

    /** The calling thread's, until {@link #give}. */
    static Scratch take() {
        if (Thread.currentThread().isVirtual()) {
            OF_VIRTUAL_THREADS.lock();
            return OF_VIRTUAL_THREADS;
        }
        return OF_THREAD.get();
    }

    private void lock() {
        if (lock != null) {
            lock.lock();
        }
    }

    /** The end of its use. */
    void give() {
        if (lock != null) {
            lock.unlock();
        }
    }

    /** {@link #size}, saying that the structure has room for any address. */
    MemorySegment addressSize() {
        size.set(ValueLayout.JAVA_INT, 0, SockAddr.MAX);
        return size;
    }

    /** Of {@link #BYTES}, the same as {@link #segment}; made when it is first needed. */
    ByteBuffer bytes() {
        ByteBuffer made = bytes;
        if (made == null) {
            bytesSegment = Arena.ofAuto().allocate(BYTES);
            made = bytesSegment.asByteBuffer();
            bytes = made;
        }
        return made.clear();
    }

    /** The memory of {@link #bytes}, which comes first. */
    MemorySegment segment() {
        return bytesSegment;
    }
}
