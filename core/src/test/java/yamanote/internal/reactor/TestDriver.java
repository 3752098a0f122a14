package yamanote.internal.reactor;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import yamanote.internal.reactor.epoll.EpollPoller;
import yamanote.internal.reactor.epoll.EpollSupport;
import yamanote.internal.reactor.nio.NioPoller;
import yamanote.runtime.DriverChoice;

/**
 * The pollers on which every promise of the I/O side holds; a test of one that is not there is left
 * out.
 */
public enum TestDriver {
    NIO,
    EPOLL;

    /** For a reactor. */
    public Poller.Factory factory() {
        if (this == NIO) {
            return NioPoller::new;
        }
        assumeEpoll();
        return _ -> new EpollPoller();
    }

    /** For a runtime's builder. */
    public DriverChoice choice() {
        if (this == NIO) {
            return DriverChoice.NIO;
        }
        assumeEpoll();
        return DriverChoice.EPOLL;
    }

    private static void assumeEpoll() {
        @Nullable String whyNot = EpollSupport.whyNot();
        Assumptions.assumeTrue(whyNot == null, whyNot);
    }
}
