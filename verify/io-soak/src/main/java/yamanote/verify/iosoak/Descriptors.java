package yamanote.verify.iosoak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Counts what this process holds open for its sockets: sockets (but for those of the Unix family,
 * of which the JDK opens some for itself), epolls and eventfds.
 */
final class Descriptors {
    /** Its column in the system's list of Unix sockets. */
    private static final int INODE = 6;

    private Descriptors() {}

    static long open() {
        return count("socket:") + count("anon_inode:");
    }

    static long sockets() {
        return count("socket:");
    }

    private static long count(String kind) {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            Set<String> local = localSockets();
            return files.map(Descriptors::target)
                    .filter(name -> name.startsWith(kind) && !local.contains(name))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> localSockets() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/net/unix"))) {
            return lines.map(line -> line.trim().split(" +"))
                    .filter(fields -> fields.length > INODE)
                    .map(fields -> "socket:[" + fields[INODE] + "]")
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return ""; // the listing's own descriptor, closed meanwhile
        }
    }
}
