package yamanote.process;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Closing pipes whose other end may be gone. */
final class Pipes {
    private Pipes() {}

    static void close(Closeable pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            System.getLogger("yamanote").log(Level.DEBUG, "closing a pipe of a child", e);
        }
    }
}
