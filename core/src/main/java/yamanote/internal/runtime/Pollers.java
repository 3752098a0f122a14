package yamanote.internal.runtime;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.CachedFile;
import yamanote.internal.reactor.Poller;
import yamanote.internal.reactor.WakeState;
import yamanote.internal.reactor.epoll.EpollPoller;
import yamanote.internal.reactor.epoll.EpollSupport;
import yamanote.internal.reactor.epoll.PageCacheFile;
import yamanote.internal.reactor.nio.NioPoller;

/**
 * Which poller a reactor stands on. Nothing of epoll's is touched before one is opened, and nothing
 * ever if NIO was chosen. One line in the log says which was opened and why.
 */
public final class Pollers {
    private Pollers() {}

    /** Epoll if it can be used, else NIO. */
    public static Poller.Factory auto() {
        return EpollSupport.whyNot() == null ? new Native(Pollers::openBest) : Pollers::openBest;
    }

    /** NIO, because somebody wants it. */
    public static Poller.Factory nio() {
        return wake -> openNio(wake, "as chosen");
    }

    /** Epoll, because somebody wants it; throws at once if it cannot be used. */
    public static Poller.Factory epoll() {
        String whyNot = EpollSupport.whyNot();
        if (whyNot != null) {
            throw new IllegalStateException(
                    "the epoll driver cannot be used: "
                            + whyNot
                            + "; or choose driver(DriverChoice.AUTO)");
        }
        return new Native(_ -> openEpoll("as chosen"));
    }

    /** Native calls are welcome. */
    private record Native(Poller.Factory poller) implements Poller.Factory {
        @Override
        public Poller open(WakeState wake) throws IOException {
            return poller.open(wake);
        }

        @Override
        public @Nullable CachedFile openCached(Path path) {
            return PageCacheFile.open(path);
        }
    }

    private static Poller openBest(WakeState wake) throws IOException {
        String whyNot = EpollSupport.whyNot();
        if (whyNot != null) {
            return openNio(wake, whyNot);
        }
        try {
            return openEpoll("native access is enabled");
        } catch (IOException | RuntimeException | LinkageError e) {
            // A sandbox, or a C library that lacks something: NIO may still work.
            return openNio(wake, "epoll failed: " + e, Level.WARNING);
        }
    }

    private static Poller openNio(WakeState wake, String why) throws IOException {
        return openNio(wake, why, Level.DEBUG);
    }

    private static Poller openNio(WakeState wake, String why, Level level) throws IOException {
        Poller poller = new NioPoller(wake);
        log(level, "NIO", why);
        return poller;
    }

    private static Poller openEpoll(String why) throws IOException {
        Poller poller = new EpollPoller();
        log(Level.DEBUG, "epoll", why);
        return poller;
    }

    private static void log(Level level, String driver, String why) {
        System.getLogger("yamanote").log(level, "I/O driver: {0} ({1})", driver, why);
    }
}
