package miniredis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Replies in RESP2, gathered in a buffer that grows: everything one read brought is answered by one
 * write.
 */
final class Replies {
    private static final byte[] OK = ascii("+OK\r\n");
    private static final byte[] PONG = ascii("+PONG\r\n");
    private static final byte[] NIL = ascii("$-1\r\n");
    private static final byte[] NIL_ARRAY = ascii("*-1\r\n");
    private static final byte[] CRLF = ascii("\r\n");

    private final int capacity;
    private ByteBuffer out;

    Replies(int capacity) {
        this.capacity = capacity;
        out = ByteBuffer.allocateDirect(capacity);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The bytes gathered; the reader flips it, and clears or compacts it afterwards. */
    ByteBuffer buffer() {
        return out;
    }

    int size() {
        return out.position();
    }

    /** Forgets what was gathered, and a buffer that one large reply has made large. */
    void clear() {
        if (out.capacity() > capacity) {
            out = ByteBuffer.allocateDirect(capacity);
        } else {
            out.clear();
        }
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            ByteBuffer larger =
                    ByteBuffer.allocateDirect(Math.max(out.capacity() * 2, out.position() + bytes));
            out = larger.put(out.flip());
        }
        return out;
    }

    private void raw(byte[] bytes) {
        room(bytes.length).put(bytes);
    }

    void ok() {
        raw(OK);
    }

    void pong() {
        raw(PONG);
    }

    void nil() {
        raw(NIL);
    }

    void nilArray() {
        raw(NIL_ARRAY);
    }

    void simple(String text) {
        byte[] bytes = ascii(text);
        room(bytes.length + 3).put((byte) '+').put(bytes).put(CRLF);
    }

    void error(String text) {
        byte[] bytes = text.replace('\r', ' ').replace('\n', ' ').getBytes(StandardCharsets.UTF_8);
        room(bytes.length + 3).put((byte) '-').put(bytes).put(CRLF);
    }

    void integer(long value) {
        header(':', value);
    }

    void array(int size) {
        header('*', size);
    }

    void bulk(@Nullable Slice value) {
        if (value == null) {
            nil();
            return;
        }
        header('$', value.length());
        room(value.length() + 2).put(value.array(), value.offset(), value.length()).put(CRLF);
    }

    void bulk(String value) {
        bulk(Slice.of(value));
    }

    private void header(char kind, long value) {
        ByteBuffer to = room(24);
        to.put((byte) kind);
        decimal(to, value);
        to.put((byte) '\r').put((byte) '\n');
    }

    private static void decimal(ByteBuffer to, long value) {
        long rest = value;
        if (rest < 0) {
            to.put((byte) '-');
        } else {
            rest = -rest; // the negative range is the larger one
        }
        int digits = 1;
        for (long r = rest; r <= -10; r /= 10) {
            digits++;
        }
        int end = to.position() + digits;
        for (int i = end - 1; i >= to.position(); i--) {
            to.put(i, (byte) ('0' - rest % 10));
            rest /= 10;
        }
        to.position(end);
    }
}
