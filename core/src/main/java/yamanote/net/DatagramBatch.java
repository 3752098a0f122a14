package yamanote.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yamanote.internal.reactor.Messages;

/**
 * Datagrams that are received or sent together, in memory outside of the heap that is used again
 * and again. The addresses stay in the system's form until somebody asks, so {@link
 * UdpSocket#receiveMany} followed by {@link UdpSocket#sendMany} allocates nothing for any number of
 * peers. For one task at a time.
 *
 * <p>Made by {@link UdpSocket#newBatch}.
 */
public final class DatagramBatch {
    private final Messages<InetSocketAddress> messages;
    private int first;
    private int end;

    DatagramBatch(Messages<InetSocketAddress> messages) {
        this.messages = messages;
    }

    Messages<InetSocketAddress> messages() {
        return messages;
    }

    int first() {
        return first;
    }

    void received(int count) {
        first = 0;
        end = count;
    }

    void sent(int count) {
        first += count;
    }

    /** How many datagrams have room. */
    public int capacity() {
        return messages.capacity();
    }

    /** How many there are: received, or added and not yet sent. */
    public int size() {
        return end - first;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Whether there is no room for another one before all are sent or {@link #clear}ed. */
    public boolean isFull() {
        return end == messages.capacity();
    }

    private int at(int index) {
        return first + Objects.checkIndex(index, size());
    }

    /**
     * The bytes of a datagram: what remains in this buffer. A direct one over the batch's own
     * memory, the same each time; to answer, clear it, put the answer and flip it.
     */
    public ByteBuffer bytes(int index) {
        return messages.bytes(at(index));
    }

    /**
     * Who sent a received datagram, or where an added one goes: null, where the socket is
     * connected. Makes a new object.
     */
    public @Nullable InetSocketAddress address(int index) {
        return messages.address(at(index));
    }

    /** Whether a received datagram lost bytes for want of room. */
    public boolean isTruncated(int index) {
        return messages.isTruncated(at(index));
    }

    /**
     * Adds a datagram: a copy of what remains in {@code source}, to {@code target} or, if null, to
     * where the socket is connected.
     *
     * @throws IllegalStateException if the batch is full
     * @throws java.nio.BufferOverflowException if it is longer than the batch's size
     */
    public void add(ByteBuffer source, @Nullable InetSocketAddress target) {
        if (isFull()) {
            throw new IllegalStateException("the batch is full: send it, or clear() it, first");
        }
        messages.bytes(end).clear().put(source.duplicate()).flip();
        messages.target(end, target);
        source.position(source.limit());
        end++;
    }

    /** Removes the first datagram without having sent it. */
    public void skip() {
        first += 1 - Objects.checkIndex(0, size());
    }

    /** Removes all. */
    public void clear() {
        first = 0;
        end = 0;
    }
}
