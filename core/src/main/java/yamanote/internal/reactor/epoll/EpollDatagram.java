package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Messages;
import yamanote.internal.reactor.NativeDatagramSource;
import yamanote.internal.reactor.Registration;

/**
 * A datagram socket; its own registration.
 *
 * <p>Bytes are copied through memory of the thread: datagrams are small as a rule. The last sender
 * and the last target are remembered in both forms, the system's and ours, so that a talk with one
 * peer makes no objects.
 */
abstract class EpollDatagram<A extends SocketAddress> extends NativeSocket
        implements NativeDatagramSource<A> {
    static final int DGRAM = 2;

    private static final int PEEK = 2;
    private static final int NOSIGNAL = 0x4000;

    /** Of {@code struct sockaddr}. */
    private static final int ANY_SIZE = 16;

    /** An address as we and as the system know it. */
    private record Named<A>(A address, MemorySegment structure) {}

    /** A guess, as the next one: tasks on several threads may write it. */
    private @Nullable Named<A> lastSender;

    private @Nullable Named<A> lastTarget;

    /** Owns {@code number}; not registered yet. */
    EpollDatagram(EpollPoller poller, int number) {
        super(poller, number);
    }

    /** A new socket's number. */
    static int socket(int family) throws SocketException {
        Scratch scratch = Scratch.take();
        try {
            int result = Libc.socket(scratch.state, family, DGRAM | FLAGS, 0);
            if (result < 0) {
                throw Errno.failure(result);
            }
            return result;
        } finally {
            scratch.give();
        }
    }

    /** Writes {@code address} as the system wants it; returns its size. */
    abstract int write(MemorySegment to, A address) throws IOException;

    /** The address that the system wrote in {@code size} bytes. */
    abstract A read(MemorySegment from, int size) throws IOException;

    /** What a peer that is not there is told by. */
    abstract SocketException refused(String message);

    /** No datagram of this kind has more bytes. */
    abstract int largest();

    @Override
    public final Registration registration() {
        return this;
    }

    /** Makes a fresh socket known to epoll. */
    final void open() throws IOException {
        set(WRITABLE);
        poller.register(this);
    }

    @Override
    public void bind(A address) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int fd = descriptor.enter();
            try {
                int size = write(scratch.structure, address);
                int result = Libc.bind(scratch.state, fd, scratch.structure, size);
                if (result < 0) {
                    throw Errno.bindFailure(result);
                }
            } finally {
                descriptor.leave();
            }
        } finally {
            scratch.give();
        }
    }

    @Override
    public final void connect(A peer) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            connect(scratch, write(scratch.structure, peer));
        } finally {
            scratch.give();
        }
    }

    @Override
    public void disconnect() throws IOException {
        Scratch scratch = Scratch.take();
        try {
            scratch.structure.asSlice(0, ANY_SIZE).fill((byte) 0);
            connect(scratch, ANY_SIZE);
        } finally {
            scratch.give();
        }
    }

    private void connect(Scratch scratch, int size) throws IOException {
        int fd = descriptor.enter();
        try {
            int result = Libc.connect(scratch.state, fd, scratch.structure, size);
            if (result < 0) {
                throw Errno.connectFailure(result);
            }
        } finally {
            descriptor.leave();
        }
    }

    @Override
    public final boolean send(ByteBuffer source, @Nullable A to) throws IOException {
        int count = source.remaining();
        if (count > largest()) {
            throw Errno.failure(-Errno.EMSGSIZE);
        }
        Scratch scratch = Scratch.take();
        try {
            ByteBuffer bytes = room(scratch, count);
            bytes.put(0, source, source.position(), count);
            int size = to == null ? 0 : encode(scratch.structure, to);
            int n;
            int fd = descriptor.enter();
            try {
                n =
                        to == null
                                ? Libc.send(
                                        scratch.state, fd, memory(scratch, bytes), count, NOSIGNAL)
                                : DatagramCalls.sendto(
                                        scratch.state,
                                        fd,
                                        memory(scratch, bytes),
                                        count,
                                        NOSIGNAL,
                                        scratch.structure,
                                        size);
            } finally {
                descriptor.leave();
            }
            if (outcome(n) == WOULD_BLOCK) {
                return false;
            }
            source.position(source.limit());
            return true;
        } finally {
            scratch.give();
        }
    }

    @Override
    public final int receive(ByteBuffer target, boolean peek) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            return receive(scratch, target, peek, false);
        } finally {
            scratch.give();
        }
    }

    @Override
    public final @Nullable A receiveFrom(ByteBuffer target, boolean peek) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int n = receive(scratch, target, peek, true);
            return n == WOULD_BLOCK
                    ? null
                    : decode(scratch.structure, scratch.size.get(JAVA_INT, 0));
        } finally {
            scratch.give();
        }
    }

    private int receive(Scratch scratch, ByteBuffer target, boolean peek, boolean named)
            throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        int room = Math.min(target.remaining(), largest());
        ByteBuffer bytes = room(scratch, room);
        int n;
        int fd = descriptor.enter();
        try {
            n =
                    DatagramCalls.recvfrom(
                            scratch.state,
                            fd,
                            memory(scratch, bytes),
                            room,
                            peek ? PEEK : 0,
                            named ? scratch.structure : MemorySegment.NULL,
                            named ? scratch.addressSize() : MemorySegment.NULL);
        } finally {
            descriptor.leave();
        }
        if (outcome(n) == WOULD_BLOCK) {
            return WOULD_BLOCK;
        }
        target.put(target.position(), bytes, 0, n).position(target.position() + n);
        return n;
    }

    /** The thread's memory; only the Unix family has datagrams that are larger. */
    private static ByteBuffer room(Scratch scratch, int count) {
        return count <= Scratch.BYTES ? scratch.bytes() : ByteBuffer.allocateDirect(count);
    }

    private static MemorySegment memory(Scratch scratch, ByteBuffer room) {
        return room.capacity() == Scratch.BYTES ? scratch.segment() : MemorySegment.ofBuffer(room);
    }

    private int encode(MemorySegment to, A address) throws IOException {
        Named<A> known = lastSender;
        if (known == null || known.address != address) {
            known = lastTarget;
        }
        if (known == null || known.address != address) {
            int size = write(to, address);
            lastTarget = new Named<>(address, copy(to, size));
            return size;
        }
        int size = (int) known.structure.byteSize();
        MemorySegment.copy(known.structure, 0, to, 0, size);
        return size;
    }

    private A decode(MemorySegment from, int size) throws IOException {
        Named<A> known = lastSender;
        if (known == null
                || known.structure.byteSize() != size
                || MemorySegment.mismatch(known.structure, 0, size, from, 0, size) >= 0) {
            known = new Named<>(read(from, size), copy(from, size));
            lastSender = known;
        }
        return known.address;
    }

    private static MemorySegment copy(MemorySegment structure, int size) {
        return MemorySegment.ofArray(structure.asSlice(0, size).toArray(JAVA_BYTE));
    }

    @Override
    public final Messages<A> messages(int capacity, int size) {
        return new MessageVector<>(this, capacity, size);
    }

    @Override
    public final int receiveMany(Messages<A> messages) throws IOException {
        MessageVector<A> vector = (MessageVector<A>) messages;
        vector.empty();
        Scratch scratch = Scratch.take();
        try {
            int n;
            int fd = descriptor.enter();
            try {
                n = DatagramCalls.recvmmsg(scratch.state, fd, vector.headers, vector.capacity(), 0);
            } finally {
                descriptor.leave();
            }
            vector.received(Math.max(0, n));
            return outcome(n);
        } finally {
            scratch.give();
        }
    }

    @Override
    public final int sendMany(Messages<A> messages, int first, int count) throws IOException {
        MessageVector<A> vector = (MessageVector<A>) messages;
        vector.fill(first, count);
        Scratch scratch = Scratch.take();
        try {
            int n;
            int fd = descriptor.enter();
            try {
                n =
                        DatagramCalls.sendmmsg(
                                scratch.state, fd, vector.headersFrom(first), count, NOSIGNAL);
            } finally {
                descriptor.leave();
            }
            return outcome(n);
        } finally {
            scratch.give();
        }
    }

    private int outcome(int n) throws IOException {
        return switch (-n) {
            case Errno.EAGAIN -> WOULD_BLOCK;
            case Errno.ENOTCONN, Errno.EDESTADDRREQ -> throw new NotYetConnectedException();
            case Errno.ECONNREFUSED -> throw refused(Errno.text(-n));
            default -> {
                if (n < 0) {
                    throw Errno.failure(n);
                }
                yield n;
            }
        };
    }

    @Override
    public final A local() throws IOException {
        return name(false);
    }

    @Override
    public final A peer() throws IOException {
        return name(true);
    }

    private A name(boolean ofPeer) throws IOException {
        Scratch scratch = Scratch.take();
        try {
            int result;
            int fd = descriptor.enter();
            try {
                MemorySegment size = scratch.addressSize();
                result =
                        ofPeer
                                ? Libc.getpeername(scratch.state, fd, scratch.structure, size)
                                : Libc.getsockname(scratch.state, fd, scratch.structure, size);
            } finally {
                descriptor.leave();
            }
            outcome(result);
            return read(scratch.structure, scratch.size.get(JAVA_INT, 0));
        } finally {
            scratch.give();
        }
    }
}
