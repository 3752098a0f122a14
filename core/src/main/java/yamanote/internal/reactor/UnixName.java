package yamanote.internal.reactor;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The name of a Unix socket, as the system has it: the bytes of a path; or, if it begins with a
 * zero byte, an abstract one, which Linux has; or empty: a socket without a name.
 */
public final class UnixName extends SocketAddress {
    /** Of a socket without a name. */
    public static final UnixName NONE = new UnixName(new byte[0]);

    /** What the system has room for, less a zero byte behind a path or in front of another name. */
    private static final int MOST = 107;

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    private UnixName(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The name that {@code bytes}, given away, are to the system. */
    public static UnixName of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new UnixName(bytes);
    }

    /**
     * The name that {@code path} is.
     *
     * @throws IllegalArgumentException if it is empty, too long, no text or of another file system
     */
    public static UnixName of(Path path) {
        byte[] bytes = PathBytes.of(path);
        if (bytes.length > MOST) {
            throw tooLong("path", MOST, bytes.length);
        }
        return new UnixName(bytes);
    }

    /**
     * The abstract name of {@code bytes}.
     *
     * @throws IllegalArgumentException if it is too long
     */
    public static UnixName ofAbstract(byte[] bytes) {
        if (bytes.length > MOST) {
            throw tooLong("abstract name", MOST, bytes.length);
        }
        byte[] name = new byte[1 + bytes.length];
        System.arraycopy(bytes, 0, name, 1, bytes.length);
        return new UnixName(name);
    }

    /** Of a {@code kind} of name that has at most {@code most} bytes and was given more. */
    public static IllegalArgumentException tooLong(String kind, int most, int length) {
        return new IllegalArgumentException(
                "the "
                        + kind
                        + " of a Unix socket has at most "
                        + most
                        + " bytes, this one "
                        + length
                        + ": choose a shorter one");
    }

    /** The bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the socket has no name. */
    public boolean isNone() {
        return bytes.length == 0;
    }

    /** Whether it is abstract. */
    public boolean isAbstract() {
        return bytes.length > 0 && bytes[0] == 0;
    }

    /** The path, if it is neither abstract nor none. */
    public Path path() {
        return PathBytes.path(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnixName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** As Linux writes them: {@code @name} is an abstract one. */
    @Override
    public String toString() {
        if (isNone()) {
            return "unnamed";
        }
        return isAbstract()
                ? "@" + new String(bytes, 1, bytes.length - 1, StandardCharsets.UTF_8)
                : path().toString();
    }
}
