package yamanote.internal.reactor;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One facility of the operating system that waits for many sockets: NIO's selector, or epoll.
 *
 * <p>It opens the sockets itself, because which kind of socket it can wait for is its own matter,
 * and registers each once, for both directions and for the rest of its life. Edge-triggered
 * semantics: an event is reported when something changed; what it said holds until an operation
 * would block. A level-triggered facility emulates that with the help of {@link Registration#arm}.
 *
 * <p>{@link #poll} is called by one thread at a time (the owner of the driver); the rest by any. A
 * poller for which registering or arming does not reach a wait in progress rings the {@link
 * WakeState} that it was opened with.
 */
public interface Poller extends AutoCloseable {
    /** Who closes the sockets that are open when a poller is closed. */
    String SHUTDOWN = "the shutdown of its runtime";

    /** Opens a poller; {@code wake} is how it ends a wait that must look again. */
    @FunctionalInterface
    interface Factory {
        /** Opens one. */
        Poller open(WakeState wake) throws IOException;

        /**
         * The file {@code path}, if it can be read by the same means without waiting; null: it
         * cannot. May wait for the disk.
         */
        default @Nullable CachedFile openCached(Path path) {
            return null;
        }
    }

    /**
     * Waits at most {@code timeoutNanos} (0: not at all, negative: for ever), hands each event to
     * {@link Registration#ready} and frees the descriptors of closed sockets. Returns the number of
     * events. Allocates nothing.
     */
    int poll(long timeoutNanos) throws IOException;

    /**
     * {@link #poll} without waiting, by a scheduler that has tasks to run: may be left out if the
     * last look found so much that another one is not worth it yet.
     */
    default int glance() throws IOException {
        return poll(0);
    }

    /** Ends a {@link #poll} that waits, or makes the next one not wait. */
    void interrupt();

    /** A new stream socket of {@code family}, not connected. */
    StreamSource openStream(ProtocolFamily family) throws IOException;

    /** A new stream socket of {@code family}, to be given options and an address first. */
    SocketSource openSocket(ProtocolFamily family) throws IOException;

    /** Two stream sockets of the Unix family that are connected to each other. */
    default List<StreamSource> openStreamPair() throws IOException {
        throw NativeOnly.refuse("a pair of Unix sockets");
    }

    /** The named pipe {@code path}; {@code checked}: and no other kind of file. */
    default PipeSource openPipe(Path path, PipeSource.Access access, boolean checked)
            throws IOException {
        throw NativeOnly.refuse("a pipe");
    }

    /** The sending end and the receiving one of a pipe without a name. */
    default List<PipeSource> openPipe() throws IOException {
        throw NativeOnly.refuse("a pipe");
    }

    /** A new listening socket, bound with address re-use if its family knows that. */
    ListenerSource openListener(SocketAddress address, int backlog) throws IOException;

    /** A new UDP socket of {@code family}, not bound. */
    UdpSource openUdp(ProtocolFamily family) throws IOException;

    /** A new datagram socket of the Unix family, without a name. */
    default <A extends SocketAddress> DatagramSource<A> openUnixDatagram(UnixNames<A> names)
            throws IOException {
        throw NativeOnly.refuse("a Unix datagram socket");
    }

    /** Two of them that are connected to each other. */
    default <A extends SocketAddress> List<DatagramSource<A>> openUnixDatagrams(UnixNames<A> names)
            throws IOException {
        throw NativeOnly.refuse("a Unix datagram socket");
    }

    /** What it is called in reports. */
    String name();

    /** Sockets that are registered now. Any thread; takes a while if there are many. */
    int registered();

    /** Events that found their socket open, since the start. Any thread. */
    long dispatched();

    /** Closes every socket, which ends its waiters, and then itself. */
    @Override
    void close() throws IOException;
}
