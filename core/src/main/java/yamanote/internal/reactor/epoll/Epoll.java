package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import yamanote.internal.reactor.Readiness;

/** Constants and structures of epoll, and what its events mean. */
final class Epoll {
    static final int CLOEXEC = 0x80000;
    static final int EVENTFD_NONBLOCK = 0x800;
    static final int CTL_ADD = 1;

    static final int IN = 0x1;
    static final int OUT = 0x4;
    static final int ERR = 0x8;
    static final int HUP = 0x10;
    static final int RDHUP = 0x2000;
    static final int ET = 1 << 31;

    /** Both directions, once and for all. */
    static final int INTEREST = IN | OUT | RDHUP | ET;

    private Epoll() {}

    /**
     * {@code struct epoll_event}: a word of flags and 8 bytes of ours, which on x86-64 follow
     * without a gap.
     */
    enum Layout {
        PACKED(12, 4),
        ALIGNED(16, 8);

        final int size;
        final int dataOffset;

        Layout(int size, int dataOffset) {
            this.size = size;
            this.dataOffset = dataOffset;
        }

        static Layout of(String architecture) {
            return architecture.equals("aarch64") ? ALIGNED : PACKED;
        }
    }

    /** An array of {@code struct epoll_event}. */
    static final class Events {
        private static final Layout LAYOUT = Layout.of(System.getProperty("os.arch"));

        final MemorySegment memory;
        final int count;
        private final Layout layout;

        Events(int count, Layout layout) {
            this.count = count;
            this.layout = layout;
            memory = Arena.ofAuto().allocate((long) count * layout.size, Long.BYTES);
        }

        Events(int count) {
            this(count, LAYOUT);
        }

        int flags(int index) {
            return memory.get(JAVA_INT, (long) index * layout.size);
        }

        long data(int index) {
            return memory.get(JAVA_LONG_UNALIGNED, (long) index * layout.size + layout.dataOffset);
        }

        /** Fills one such structure at the beginning of {@code memory}. */
        static void write(MemorySegment memory, Layout layout, int flags, long data) {
            memory.set(JAVA_INT, 0, flags);
            memory.set(JAVA_LONG_UNALIGNED, layout.dataOffset, data);
        }

        static void write(MemorySegment memory, int flags, long data) {
            write(memory, LAYOUT, flags, data);
        }
    }

    /**
     * The bits of {@link Readiness} that {@code flags} stand for. An error alone closes nothing: it
     * is told by the next operation, and need not be the last of a datagram socket.
     */
    static int readiness(int flags) {
        int bits = 0;
        if ((flags & (IN | ERR)) != 0) {
            bits |= Readiness.READABLE;
        }
        if ((flags & (OUT | ERR)) != 0) {
            bits |= Readiness.WRITABLE;
        }
        if ((flags & (RDHUP | HUP)) != 0) {
            bits |= Readiness.READ_CLOSED;
        }
        if ((flags & HUP) != 0) {
            bits |= Readiness.WRITE_CLOSED;
        }
        return bits;
    }
}
