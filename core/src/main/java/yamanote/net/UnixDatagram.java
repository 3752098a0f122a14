package yamanote.net;

import java.io.IOException;
import yamanote.internal.reactor.DatagramSource;
import yamanote.internal.reactor.Reactor;
import yamanote.internal.reactor.UnixName;
import yamanote.internal.reactor.UnixNames;
import yamanote.internal.runtime.CurrentRuntime;

/**
 * A datagram socket between processes of one machine, with the epoll driver only. Mirrors {@code
 * tokio::net::UnixDatagram}.
 *
 * <p>Nothing is lost on the way and the order is kept; a peer that does not receive makes the
 * sender wait. A {@link #connect}ed sender is told when there is room; {@link #sendTo}, which is
 * not, tries again after 1 to 16 ms, for which the runtime must have timers. For the same reason
 * {@link #writable} says nothing about {@link #trySendTo}.
 *
 * <p>Binding to a path makes a file, which stays: delete it before and after. A peer that is not
 * there makes an operation throw {@link java.net.ConnectException}; a path that is no socket's,
 * {@link java.net.SocketException}.
 */
public final class UnixDatagram extends DatagramEndpoint<UnixAddress> {
    private static final UnixNames<UnixAddress> NAMES =
            new UnixNames<>() {
                @Override
                public UnixAddress address(UnixName name) {
                    return new UnixAddress(name);
                }

                @Override
                public UnixName name(UnixAddress address) {
                    return address.named();
                }
            };

    private UnixDatagram(DatagramSource<UnixAddress> source) {
        super(source);
    }

    /**
     * A socket on {@code address}.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws UnsupportedOperationException with the NIO driver
     * @throws java.net.BindException if the address is taken
     */
    public static UnixDatagram bind(UnixAddress address) throws IOException {
        return bind(address, CurrentRuntime.require("UnixDatagram.bind").reactor());
    }

    static UnixDatagram bind(UnixAddress address, Reactor reactor) throws IOException {
        UnixDatagram socket = unbound(reactor);
        try {
            socket.source().bind(address);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * A socket without an address, which can be sent to only by what it is connected with.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws UnsupportedOperationException with the NIO driver
     */
    public static UnixDatagram unbound() throws IOException {
        return unbound(CurrentRuntime.require("UnixDatagram.unbound").reactor());
    }

    static UnixDatagram unbound(Reactor reactor) throws IOException {
        return new UnixDatagram(reactor.openUnixDatagram(NAMES));
    }

    /**
     * Two sockets without addresses that are connected to each other.
     *
     * @throws IllegalStateException outside of a runtime
     * @throws UnsupportedOperationException with the NIO driver
     */
    public static UnixDatagramPair pair() throws IOException {
        return pair(CurrentRuntime.require("UnixDatagram.pair").reactor());
    }

    static UnixDatagramPair pair(Reactor reactor) throws IOException {
        var sources = reactor.openUnixDatagrams(NAMES);
        return new UnixDatagramPair(
                new UnixDatagram(sources.getFirst()), new UnixDatagram(sources.getLast()));
    }
}
