package yamanote.internal.reactor.epoll;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Credentials;
import yamanote.internal.reactor.Registration;
import yamanote.internal.reactor.StreamSource;

/**
 * A connection, by TCP or between Unix sockets; its own registration.
 *
 * <p>Bytes go straight between the system and a direct buffer if there are many: a segment of its
 * memory may have to be made for that. A few are copied through memory of the thread, which costs
 * less than that, as they are to and from heap buffers.
 */
final class EpollStream extends NativeSocket implements StreamSource {
    static final int NOSIGNAL = 0x4000;

    private static final int PEEK = 2;
    private static final int SHUT_WR = 1;

    /** A read that moved so many promises that the next one will. */
    private static final int MANY_READ = 8 * 1024;

    private static final int MANY_WRITTEN = 2 * 1024;

    private final int family;

    /** Whether the last read moved many bytes; a guess. */
    private boolean busy;

    /** Where it is, or will be, connected to. */
    private volatile @Nullable SocketAddress peer;

    /** Owns {@code number}; not registered yet. */
    EpollStream(EpollPoller poller, int number, int family, @Nullable SocketAddress peer) {
        super(poller, number);
        this.family = family;
        this.peer = peer;
    }

    @Override
    public Registration registration() {
        return this;
    }

    /** Registers it only now: epoll reports a hang-up of a socket that never was connected. */
    @Override
    public boolean connect(SocketAddress address) throws IOException {
        SocketAddress target = SockAddr.resolved(address, family);
        peer = target;
        int result = start(target);
        if (result < 0 && -result != Errno.EINPROGRESS) {
            throw Errno.connectFailure(result);
        }
        if (result == 0) {
            set(WRITABLE);
        }
        poller.register(this);
        return result == 0;
    }

    private int start(SocketAddress target) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int size = SockAddr.write(scratch.structure, target, family);
                return Libc.connect(scratch.state, fd, scratch.structure, size);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /** No error is no proof: readiness may lie, but only a connected socket has a peer. */
    @Override
    public boolean finishConnect() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int error = SocketOptions.takeError(scratch, fd);
                if (error != 0) {
                    throw Errno.connectFailure(error);
                }
                int result =
                        Libc.getpeername(
                                scratch.state, fd, scratch.structure, scratch.addressSize());
                if (result < 0 && -result != Errno.ENOTCONN) {
                    throw Errno.connectFailure(result);
                }
                return result == 0;
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            int n;
            try {
                n =
                        busy && target.isDirect()
                                ? receive(scratch, fd, target)
                                : copyIn(scratch, fd, target, 0);
            } finally {
                descriptor.leave();
            }
            busy = n >= MANY_READ;
            return n == 0 ? -1 : outcome(n);
        } finally {
            scratch.give();
        }
    }

    private static int receive(Scratch scratch, int fd, ByteBuffer target) {
        int n = Libc.recv(scratch.state, fd, MemorySegment.ofBuffer(target), target.remaining(), 0);
        if (n > 0) {
            target.position(target.position() + n);
        }
        return n;
    }

    private static int copyIn(Scratch scratch, int fd, ByteBuffer target, int flags) {
        ByteBuffer bytes = scratch.bytes();
        int room = Math.min(target.remaining(), Scratch.BYTES);
        int n = Libc.recv(scratch.state, fd, scratch.segment(), room, flags);
        if (n > 0) {
            target.put(target.position(), bytes, 0, n).position(target.position() + n);
        }
        return n;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            int n;
            try {
                n =
                        source.remaining() >= MANY_WRITTEN && source.isDirect()
                                ? send(scratch, fd, source)
                                : copyOut(scratch, fd, source);
            } finally {
                descriptor.leave();
            }
            if (n > 0) {
                source.position(source.position() + n);
            }
            return outcome(n);
        } finally {
            scratch.give();
        }
    }

    private static int send(Scratch scratch, int fd, ByteBuffer source) {
        return Libc.send(
                scratch.state, fd, MemorySegment.ofBuffer(source), source.remaining(), NOSIGNAL);
    }

    private static int copyOut(Scratch scratch, int fd, ByteBuffer source) {
        int count = Math.min(source.remaining(), Scratch.BYTES);
        scratch.bytes().put(0, source, source.position(), count);
        return Libc.send(scratch.state, fd, scratch.segment(), count, NOSIGNAL);
    }

    @Override
    public long read(ByteBuffer[] targets) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            int n;
            try {
                n = Vectors.receive(scratch, fd, targets);
            } finally {
                descriptor.leave();
            }
            return n == 0 ? -1 : outcome(n);
        } finally {
            scratch.give();
        }
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        ByteBuffer big = Vectors.bigFirst(sources);
        if (big != null) {
            return write(big);
        }
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                return outcome(Vectors.send(scratch, fd, sources));
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public void requirePeek() {}

    @Override
    public int peek(ByteBuffer target) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            int n;
            try {
                n = copyIn(scratch, fd, target, PEEK);
            } finally {
                descriptor.leave();
            }
            return n == 0 ? -1 : outcome(n);
        } finally {
            scratch.give();
        }
    }

    @Override
    public @Nullable IOException takeError() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int error = SocketOptions.takeError(scratch, fd);
                return error == 0 ? null : Errno.failure(error);
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    private int outcome(int n) throws IOException {
        if (n >= 0) {
            return n;
        }
        if (-n == Errno.EAGAIN) {
            return 0;
        }
        if (-n == Errno.ENOTCONN && peer == null) {
            throw new NotYetConnectedException();
        }
        throw Errno.failure(n);
    }

    @Override
    public void shutdownOutput() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int result = Libc.shutdown(scratch.state, fd, SHUT_WR);
                // The peer may have gone already.
                if (result < 0 && -result != Errno.ENOTCONN) {
                    throw Errno.failure(result);
                }
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    /**
     * Of a Unix socket only would-block tells: a read ends early also at a message that carries
     * descriptors, and at an urgent byte, with more behind it.
     */
    @Override
    public void drained(int seen, int bits) {
        if (family != UnixAddr.UNIX || bits != READABLE) {
            clear(seen, bits);
        }
    }

    @Override
    public Credentials peerCredentials() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                SocketOptions.peerCredentials(scratch, fd);
            } finally {
                descriptor.leave();
            }
            return Principals.credentials(scratch);
        } finally {
            scratch.give();
        }
    }

    /** Remembered: the system forgets it when the peer goes. */
    @Override
    public SocketAddress peerAddress() throws IOException {
        checkOpen();
        SocketAddress address = peer;
        if (address == null) {
            throw new NotYetConnectedException();
        }
        return address;
    }
}
