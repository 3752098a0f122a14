package yamanote.internal.reactor;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A connected, or connecting, stream socket as a poller opens it: non-blocking system calls and the
 * registration that says when they are worth making.
 */
public interface StreamSource {
    /**
     * A read or a write may stop after so many bytes though the system has, or would take, more.
     * One that moved fewer, and fewer than it was asked for, found the socket drained.
     */
    int CHUNK = 64 * 1024;

    /** Readiness of this socket. */
    Registration registration();

    /**
     * Starts connecting. True: done; false: once writable, {@link #finishConnect} tells.
     *
     * @throws IOException if the address cannot be reached
     */
    boolean connect(SocketAddress address) throws IOException;

    /** Whether the connection stands now; throws if it was refused. */
    boolean finishConnect() throws IOException;

    /** Bytes read, 0 if it would block (or {@code target} is full), -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Bytes written, 0 if it would block (or {@code source} is empty). */
    int write(ByteBuffer source) throws IOException;

    /**
     * As {@link #read(ByteBuffer)}, into several buffers, one after the other; there is room in
     * them.
     */
    long read(ByteBuffer[] targets) throws IOException;

    /**
     * As {@link #write(ByteBuffer)}, of several buffers, one after the other; they are not empty.
     */
    long write(ByteBuffer[] sources) throws IOException;

    /** Throws {@link UnsupportedOperationException} where there is no {@link #peek}. */
    void requirePeek();

    /** As {@link #read(ByteBuffer)}, and the bytes stay; not on NIO. */
    int peek(ByteBuffer target) throws IOException;

    /** The error that the socket has met with since this was last asked; not on NIO. */
    @Nullable IOException takeError() throws IOException;

    /** Ends the outgoing direction; a second call does nothing. */
    void shutdownOutput() throws IOException;

    /** The address of this side. */
    SocketAddress localAddress() throws IOException;

    /** The address of the other side, once connected. */
    SocketAddress peerAddress() throws IOException;

    /** Who made the other end of a Unix socket. */
    Credentials peerCredentials() throws IOException;

    /** The value of a socket option. */
    <T> T option(SocketOption<T> option) throws IOException;

    /** Sets a socket option. */
    <T> void option(SocketOption<T> option, T value) throws IOException;
}
