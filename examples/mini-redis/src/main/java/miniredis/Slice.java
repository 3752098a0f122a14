package miniredis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A run of bytes: a key or value of its own, or an argument that still lies in the read buffer. */
final class Slice implements Comparable<Slice> {
    private byte[] array;
    private int offset;
    private int length;
    private int hash;

    Slice(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    static Slice of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Slice(bytes, 0, bytes.length);
    }

    /** Points this slice at other bytes: arguments are reused from command to command. */
    void point(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        hash = 0;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return array[offset + index];
    }

    byte[] array() {
        return array;
    }

    int offset() {
        return offset;
    }

    /** A copy that outlives the read buffer. */
    Slice copy() {
        return new Slice(bytes(), 0, length);
    }

    byte[] bytes() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    boolean equalsIgnoreCase(String upperCase) {
        if (upperCase.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (upper(at(i)) != upperCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    static int upper(int ascii) {
        return ascii >= 'a' && ascii <= 'z' ? ascii - 32 : ascii;
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            for (int i = offset, end = offset + length; i < end; i++) {
                h = 31 * h + array[i];
            }
            hash = h;
        }
        return h;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice s
                && s.length == length
                && Arrays.equals(
                        array, offset, offset + length, s.array, s.offset, s.offset + length);
    }

    @Override
    public int compareTo(Slice other) {
        return Arrays.compareUnsigned(
                array,
                offset,
                offset + length,
                other.array,
                other.offset,
                other.offset + other.length);
    }

    @Override
    public String toString() {
        return new String(array, offset, length, StandardCharsets.UTF_8);
    }
}
