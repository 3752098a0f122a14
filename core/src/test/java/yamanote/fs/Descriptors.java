package yamanote.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The descriptors that this process has open, on a system with /proc. */
final class Descriptors {
    private Descriptors() {}

    /** How many are open of {@code path}, a real one, and of what lies below it. */
    static long of(Path path) throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(descriptor -> leadsTo(path, descriptor)).count();
        }
    }

    private static boolean leadsTo(Path path, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(path);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
