package yamanote.internal.reactor;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A datagram socket as a poller opens it: non-blocking system calls, each of which moves one
 * datagram, and the registration that says when they are worth making. Any thread may make them.
 *
 * <p>How many bytes moved says nothing about what else waits: only would-block does. An error (a
 * peer that is not there, told by ICMP) is told once and ends nothing.
 *
 * @param <A> the addresses of its family
 */
public interface DatagramSource<A extends SocketAddress> {
    /** What a call that would block returns; 0 is a datagram without bytes. */
    int WOULD_BLOCK = -1;

    /** Readiness of this socket. */
    Registration registration();

    /** Takes {@code address}. */
    void bind(A address) throws IOException;

    /** Sends to {@code peer} and receives from it alone, from now on. */
    void connect(A peer) throws IOException;

    /** Takes {@link #connect} back; the local address stays. */
    void disconnect() throws IOException;

    /**
     * Sends what remains in {@code source} as one datagram, to {@code target} or, if null, to where
     * it is connected; false if it would block.
     */
    boolean send(ByteBuffer source, @Nullable A target) throws IOException;

    /**
     * Whether the registration tells when a send to a target that would block is to be tried again.
     * Not in the Unix family: there it is the target that has no room, and nobody is told when it
     * has.
     */
    boolean tellsOfTargets();

    /**
     * The number of bytes of the next datagram that were put into {@code target}: what has no room
     * is dropped. {@code peek}: the datagram stays, which only a {@link NativeDatagramSource} can.
     */
    int receive(ByteBuffer target, boolean peek) throws IOException;

    /** As {@link #receive}: the sender of the datagram; null if it would block. */
    @Nullable A receiveFrom(ByteBuffer target, boolean peek) throws IOException;

    /** The address of this side. */
    A local() throws IOException;

    /** Where it is connected to. */
    A peer() throws IOException;
}
