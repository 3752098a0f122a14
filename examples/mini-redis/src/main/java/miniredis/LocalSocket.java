package miniredis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import yamanote.net.UnixListener;

/** A listening Unix socket, whose path is there as long as it listens. */
record LocalSocket(UnixListener listener, Path path) implements AutoCloseable {
    /** Binds it, in place of one that a server has left behind. */
    static LocalSocket bind(Path path) throws IOException {
        Files.deleteIfExists(path);
        return new LocalSocket(UnixListener.bind(path), path);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        Files.deleteIfExists(path);
    }
}
