package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.net.SocketException;

/**
 * {@code struct sockaddr_un}: the family and a name, which is the bytes of a path; or, if it begins
 * with a zero byte, an abstract one; or empty, if the socket has none.
 */
final class UnixAddr {
    static final int UNIX = 1;

    private static final int NAME = 2;
    private static final int NAME_ROOM = 108;

    private UnixAddr() {}

    /** Writes {@code name}; returns the structure's size, which says where an abstract one ends. */
    static int write(MemorySegment to, byte[] name) throws SocketException {
        boolean path = name.length > 0 && name[0] != 0;
        int room = path ? NAME_ROOM - 1 : NAME_ROOM;
        if (name.length > room) {
            throw new SocketException(
                    "the name of a Unix socket has at most "
                            + room
                            + " bytes, this one "
                            + name.length);
        }
        to.set(JAVA_SHORT, 0, (short) UNIX);
        MemorySegment.copy(name, 0, to, JAVA_BYTE, NAME, name.length);
        if (!path) {
            return NAME + name.length;
        }
        to.set(JAVA_BYTE, NAME + name.length, (byte) 0);
        return NAME + name.length + 1;
    }

    /** The name that the system wrote into a structure of {@code size}; 0: there is none. */
    static byte[] read(MemorySegment from, int size) {
        int length = Math.max(0, size - NAME);
        if (length > 0 && from.get(JAVA_BYTE, NAME) != 0) {
            int end = 0;
            while (end < length && from.get(JAVA_BYTE, NAME + end) != 0) {
                end++;
            }
            length = end;
        }
        byte[] name = new byte[length];
        MemorySegment.copy(from, JAVA_BYTE, NAME, name, 0, length);
        return name;
    }
}
