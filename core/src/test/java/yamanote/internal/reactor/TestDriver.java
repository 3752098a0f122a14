package yamanote.internal.reactor;

import java.util.Arrays;
import java.util.stream.Stream;
import yamanote.internal.reactor.epoll.EpollPoller;
import yamanote.internal.reactor.epoll.EpollSupport;
import yamanote.internal.reactor.nio.NioPoller;

/** The pollers on which every promise of the I/O side holds. */
public enum TestDriver {
    NIO {
        @Override
        public Poller.Factory factory() {
            return NioPoller::new;
        }
    },
    EPOLL {
        @Override
        public Poller.Factory factory() {
            return _ -> new EpollPoller();
        }
    };

    public abstract Poller.Factory factory();

    /** Those that work on this machine. */
    public static Stream<TestDriver> usable() {
        return Arrays.stream(values())
                .filter(driver -> driver != EPOLL || EpollSupport.whyNot() == null);
    }
}
