package yamanote.internal.reactor;

import java.net.SocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
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

    /** How paths are written. */
    private static final Charset PATHS =
            Charset.forName(
                    System.getProperty("native.encoding", StandardCharsets.UTF_8.name()),
                    StandardCharsets.UTF_8);

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
     * @throws IllegalArgumentException if it is empty, too long, or of another file system
     */
    public static UnixName of(Path path) {
        String text = path.toString();
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException(
                    "a Unix socket has a path of the default file system, and this one is not: "
                            + path);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the path of a Unix socket is empty: name a file");
        }
        if (!Path.of(text).equals(path)) {
            throw new IllegalArgumentException(
                    "the path has bytes that are no text in "
                            + PATHS
                            + ": choose another path: "
                            + path);
        }
        byte[] bytes = text.getBytes(PATHS);
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
        return Path.of(new String(bytes, PATHS));
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
                : new String(bytes, PATHS);
    }
}
