package yamanote.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * A queue of bytes that grows: written at its end, read at its front. Mirrors {@code
 * bytes::BytesMut} as a buffer of readers and codecs. For one thread at a time.
 *
 * <p>It never shrinks by itself; {@link #clear} keeps the memory.
 */
public final class Bytes {
    private static final int LARGEST = Integer.MAX_VALUE - 8;
    private static final byte[] NONE = new byte[0];

    /*
     * Readable is array[head, tail). Both views are over the whole array; each is placed anew when
     * it is given out, so that nobody has to keep to positions.
     */
    private byte[] array = NONE;
    private ByteBuffer front = ByteBuffer.wrap(NONE);
    private ByteBuffer back = ByteBuffer.wrap(NONE);
    private int head;
    private int tail;

    /** Empty; allocates when bytes come. */
    public Bytes() {}

    /** The bytes of {@code content}, copied. */
    public static Bytes of(byte[] content) {
        return new Bytes().put(content);
    }

    /** How many bytes can be read. */
    public int size() {
        return tail - head;
    }

    /** Whether there is nothing to be read. */
    public boolean isEmpty() {
        return tail == head;
    }

    /** How many bytes it has memory for. */
    public int capacity() {
        return array.length;
    }

    /** The byte at {@code index} from the front. */
    public byte get(int index) {
        return array[head + Objects.checkIndex(index, size())];
    }

    /** The index of the first {@code wanted} in {@code [from, to)}, or -1. */
    public int indexOf(byte wanted, int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        byte[] in = array;
        for (int i = head + from, end = head + to; i < end; i++) {
            if (in[i] == wanted) {
                return i - head;
            }
        }
        return -1;
    }

    /** Appends all of {@code source}. */
    public Bytes put(byte[] source) {
        return put(source, 0, source.length);
    }

    /** Appends {@code length} bytes of {@code source} from {@code offset} on. */
    public Bytes put(byte[] source, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, source.length);
        reserve(length);
        System.arraycopy(source, offset, array, tail, length);
        tail += length;
        return this;
    }

    /** Appends what remains in {@code source}, and reads it to its end. */
    public Bytes put(ByteBuffer source) {
        int length = source.remaining();
        reserve(length);
        source.get(array, tail, length);
        tail += length;
        return this;
    }

    /** Appends one byte. */
    public Bytes put(byte b) {
        reserve(1);
        array[tail++] = b;
        return this;
    }

    /** Drops {@code count} bytes at the front. */
    public void discard(int count) {
        head += Objects.checkFromIndexSize(0, count, size()) + count;
        if (head == tail) {
            clear();
        }
    }

    /** Takes {@code count} bytes from the front. */
    public byte[] take(int count) {
        Objects.checkFromIndexSize(0, count, size());
        byte[] taken = Arrays.copyOfRange(array, head, head + count);
        discard(count);
        return taken;
    }

    /** Takes {@code count} bytes of UTF-8 from the front; they are gone also if it throws. */
    public String takeString(int count) throws CharacterCodingException {
        Objects.checkFromIndexSize(0, count, size());
        int from = head;
        discard(count);
        return Utf8.decode(array, from, count);
    }

    /** Keeps the first {@code size} bytes only. */
    public void truncate(int size) {
        tail = head + Objects.checkFromIndexSize(0, size, size()) + size;
    }

    /** Drops all bytes. */
    public void clear() {
        head = 0;
        tail = 0;
    }

    /** All that can be read, copied. */
    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, head, tail);
    }

    /**
     * What can be read, as a view that is good until this changes. Reading the view takes nothing
     * out: {@link #discard} does.
     */
    public ByteBuffer readable() {
        return front.limit(tail).position(head);
    }

    /**
     * Room for {@code atLeast} bytes behind the last, as a view that is good until this changes.
     * Writing to the view appends nothing: {@link #commit} does.
     */
    public ByteBuffer writable(int atLeast) {
        reserve(atLeast);
        return back.limit(array.length).position(tail);
    }

    /** Appends the first {@code count} bytes of {@link #writable}. */
    public void commit(int count) {
        tail += Objects.checkFromIndexSize(0, count, array.length - tail) + count;
    }

    /**
     * Makes room for {@code atLeast} more bytes.
     *
     * @throws OutOfMemoryError if that is more than an array can hold
     */
    public void reserve(int atLeast) {
        if (array.length - tail >= atLeast) {
            return;
        }
        int size = size();
        long needed = (long) size + atLeast;
        if (needed > LARGEST) {
            throw new OutOfMemoryError("a buffer of " + needed + " bytes");
        }
        // Moving to the front is cheap only if there is much room there.
        byte[] to = array;
        if (needed > array.length || size > array.length / 2) {
            long doubled = Math.max(64L, Math.max(needed, 2L * size));
            to = new byte[(int) Math.min(LARGEST, doubled)];
        }
        System.arraycopy(array, head, to, 0, size);
        head = 0;
        tail = size;
        if (to != array) {
            array = to;
            front = ByteBuffer.wrap(to);
            back = ByteBuffer.wrap(to);
        }
    }

    /** What can be read, as text; for a message. */
    @Override
    public String toString() {
        return "Bytes[" + size() + "]";
    }

    /** Appends {@code text} as UTF-8. */
    public Bytes put(String text) {
        return put(text.getBytes(StandardCharsets.UTF_8));
    }
}
