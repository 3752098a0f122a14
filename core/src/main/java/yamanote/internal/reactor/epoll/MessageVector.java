package yamanote.internal.reactor.epoll;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Messages;

/**
 * {@code struct mmsghdr[]} with all that it points to, in one piece of memory: for each message a
 * header, one {@code struct iovec}, room for an address and for the bytes.
 */
final class MessageVector<A extends SocketAddress> implements Messages<A> {
    private static final int HEADER = 64;
    private static final int NAME = 0;
    private static final int NAME_SIZE = 8;
    private static final int VECTORS = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int MESSAGE_FLAGS = 48;
    private static final int LENGTH = 56;

    private static final int VECTOR = 16;
    private static final int BASE = 0;
    private static final int SIZE = 8;

    private static final int TRUNCATED = 0x20;

    /** Of the headers, which come first, and all behind them. */
    final MemorySegment headers;

    private final EpollDatagram<A> codec;
    private final int capacity;
    private final int size;
    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment bytes;
    private final ByteBuffer[] buffers;

    MessageVector(EpollDatagram<A> codec, int capacity, int size) {
        this.codec = codec;
        this.capacity = capacity;
        this.size = size;
        long fixed = HEADER + VECTOR + SockAddr.MAX;
        headers = Arena.ofAuto().allocate(capacity * (fixed + size), Long.BYTES);
        vectors = headers.asSlice((long) capacity * HEADER);
        names = vectors.asSlice((long) capacity * VECTOR);
        bytes = names.asSlice((long) capacity * SockAddr.MAX);
        buffers = new ByteBuffer[capacity];
        for (int i = 0; i < capacity; i++) {
            buffers[i] = bytes.asSlice((long) i * size, size).asByteBuffer();
            header(i, NAME, names.address() + (long) i * SockAddr.MAX);
            header(i, VECTORS, vectors.address() + (long) i * VECTOR);
            header(i, VECTOR_COUNT, 1);
        }
    }

    private void header(int index, int field, long value) {
        headers.set(JAVA_LONG, (long) index * HEADER + field, value);
    }

    private void header(int index, int field, int value) {
        headers.set(JAVA_INT, (long) index * HEADER + field, value);
    }

    private int header(int index, int field) {
        return headers.get(JAVA_INT, (long) index * HEADER + field);
    }

    private void vector(int index, int from, int count) {
        long at = (long) index * VECTOR;
        vectors.set(JAVA_LONG, at + BASE, bytes.address() + (long) index * size + from);
        vectors.set(JAVA_LONG, at + SIZE, count);
    }

    /** Before receiving: all the room there is. */
    void empty() {
        for (int i = 0; i < capacity; i++) {
            header(i, NAME_SIZE, SockAddr.MAX);
            header(i, MESSAGE_FLAGS, 0);
            vector(i, 0, size);
        }
    }

    /** After receiving {@code count}: what remains in the buffers is what came. */
    void received(int count) {
        for (int i = 0; i < count; i++) {
            buffers[i].clear().limit(header(i, LENGTH));
        }
    }

    /** Before sending: what remains in the buffers. */
    void fill(int first, int count) {
        for (int i = first; i < first + count; i++) {
            vector(i, buffers[i].position(), buffers[i].remaining());
        }
    }

    MemorySegment headersFrom(int first) {
        return first == 0 ? headers : headers.asSlice((long) first * HEADER);
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public ByteBuffer bytes(int index) {
        return buffers[index];
    }

    @Override
    public boolean isTruncated(int index) {
        return (header(index, MESSAGE_FLAGS) & TRUNCATED) != 0;
    }

    @Override
    public @Nullable A address(int index) {
        int length = header(index, NAME_SIZE);
        try {
            return length == 0 ? null : codec.read(name(index), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void target(int index, @Nullable A address) {
        try {
            header(index, NAME_SIZE, address == null ? 0 : codec.write(name(index), address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        header(index, MESSAGE_FLAGS, 0);
    }

    private MemorySegment name(int index) {
        return names.asSlice((long) index * SockAddr.MAX, SockAddr.MAX);
    }
}
