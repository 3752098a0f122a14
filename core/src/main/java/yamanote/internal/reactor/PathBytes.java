package yamanote.internal.reactor;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/** Paths as the system has them: bytes. */
public final class PathBytes {
    private static final Charset ENCODING =
            Charset.forName(
                    System.getProperty("native.encoding", StandardCharsets.UTF_8.name()),
                    StandardCharsets.UTF_8);

    private PathBytes() {}

    /**
     * The bytes of {@code path}.
     *
     * @throws IllegalArgumentException if it is empty, of another file system, or no text
     */
    public static byte[] of(Path path) {
        if (path.getFileSystem() != FileSystems.getDefault()) {
            throw new IllegalArgumentException(
                    "this path is not of the default file system, as it must be: " + path);
        }
        String text = path.toString();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the path is empty: name a file");
        }
        if (!Path.of(text).equals(path)) {
            throw new IllegalArgumentException(
                    "the path has bytes that are no text in "
                            + ENCODING
                            + ": choose another one than "
                            + path);
        }
        return text.getBytes(ENCODING);
    }

    /** The path of these bytes. */
    public static Path path(byte[] bytes) {
        return Path.of(new String(bytes, ENCODING));
    }
}
