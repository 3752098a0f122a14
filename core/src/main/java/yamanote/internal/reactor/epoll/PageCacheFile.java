package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.CachedFile;

/** A regular file, for reads of what the page cache holds: {@code preadv2} with RWF_NOWAIT. */
public final class PageCacheFile implements CachedFile {
    /** A smaller file is read in a few hops to the blocking pool: no second descriptor for that. */
    private static final int SMALLEST = MOST;

    /** {@code O_RDONLY | O_NONBLOCK | O_CLOEXEC}: not to wait if it has become a pipe meanwhile. */
    private static final int FLAGS = 0x800 | 0x80000;

    private final Descriptor descriptor;

    /** The file system says that it cannot tell. */
    private volatile boolean untold;

    private PageCacheFile(int number) {
        descriptor = new Descriptor(number);
    }

    /** Null: it is no regular file of some size, or cannot be opened. May wait for the disk. */
    public static @Nullable PageCacheFile open(Path path) {
        try {
            if (path.getFileSystem() == FileSystems.getDefault() && isWorthIt(path)) {
                FileCalls.bind();
                return openRegular(path);
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // The usual open says what is wrong, if anything but this is.
            System.getLogger("yamanote")
                    .log(Level.DEBUG, () -> path + " is read by jobs alone: " + e);
        }
        return null;
    }

    private static boolean isWorthIt(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return attributes.isRegularFile() && attributes.size() >= SMALLEST;
    }

    private static @Nullable PageCacheFile openRegular(Path path) throws IOException {
        int number = PipeCalls.open(path, FLAGS);
        if (number < 0) {
            return null;
        }
        PageCacheFile file = new PageCacheFile(number);
        boolean kept = false;
        try {
            kept = isWorthIt(link(number)); // and not what the name stands for by now
            return kept ? file : null;
        } finally {
            if (!kept) {
                file.close();
            }
        }
    }

    /** The file of descriptor {@code number}, whatever its names are. */
    private static Path link(int number) {
        return Path.of("/proc/self/fd", Integer.toString(number));
    }

    @Override
    public FileChannel reopen() throws IOException {
        int fd = descriptor.enter();
        try {
            return FileChannel.open(link(fd));
        } finally {
            descriptor.leave();
        }
    }

    @Override
    public int read(ByteBuffer target, int most, long position) {
        if (untold || target.isReadOnly()) {
            return 0;
        }
        int room = Math.min(Math.min(most, MOST), target.remaining());
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int n =
                        target.isDirect()
                                ? direct(scratch, fd, target, room, position)
                                : copied(scratch, fd, target, room, position);
                return n > 0 ? n : nothing(n);
            } finally {
                descriptor.leave();
            }
        } catch (ClosedChannelException e) {
            return 0;
        } finally {
            scratch.give();
        }
    }

    private int nothing(int error) {
        if (error != 0 && -error != Errno.EAGAIN && -error != Errno.EINTR) {
            untold = true;
        }
        return 0;
    }

    private static int direct(Scratch scratch, int fd, ByteBuffer target, int room, long position) {
        MemorySegment memory = MemorySegment.ofBuffer(target);
        int n = read(scratch, fd, memory, room, position);
        if (n > 0) {
            target.position(target.position() + n);
        }
        return n;
    }

    private static int copied(Scratch scratch, int fd, ByteBuffer target, int room, long position) {
        ByteBuffer bytes = scratch.bytes();
        int n = read(scratch, fd, scratch.segment(), Math.min(room, Scratch.BYTES), position);
        if (n > 0) {
            target.put(target.position(), bytes, 0, n).position(target.position() + n);
        }
        return n;
    }

    private static int read(
            Scratch scratch, int fd, MemorySegment memory, int room, long position) {
        MemorySegment vector = scratch.structure;
        vector.set(ADDRESS, 0, memory);
        vector.set(JAVA_LONG, ADDRESS.byteSize(), room);
        return FileCalls.preadv2(scratch.state, fd, vector, position, FileCalls.NOWAIT, memory);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
