package yamanote.runtime;

import yamanote.internal.reactor.Poller;
import yamanote.internal.runtime.Pollers;

/**
 * What a runtime waits for sockets with: the I/O driver. It is the same to tasks; the figures
 * differ. Which one was taken, and why, is logged to {@code System.Logger} "yamanote" at DEBUG when
 * it is opened.
 */
public enum DriverChoice {
    /**
     * {@link #EPOLL} on Linux on x86-64 or aarch64 if native access is enabled for Yamanote ({@code
     * --enable-native-access=yamanote.core}, or {@code ALL-UNNAMED} if it is on the class path),
     * else {@link #NIO}.
     */
    AUTO {
        @Override
        Poller.Factory factory() {
            return Pollers.auto();
        }
    },

    /** A {@code java.nio.channels.Selector}: on every system, without flags, quick to start. */
    NIO {
        @Override
        Poller.Factory factory() {
            return Pollers.nio();
        }
    },

    /**
     * Linux's epoll by way of {@code java.lang.foreign}: less CPU time a request and half of NIO's
     * for a wake from another thread; a tenth of a second more for the first socket. A virtual
     * thread that waits inside of {@code blockOn} holds its carrier thread.
     */
    EPOLL {
        @Override
        Poller.Factory factory() {
            return Pollers.epoll();
        }
    };

    /** Opens it; throws at once if it cannot be used here. */
    abstract Poller.Factory factory();
}
