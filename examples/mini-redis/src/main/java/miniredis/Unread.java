package miniredis;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection that were read and not yet understood. They lie in the buffer of its
 * thread while the connection runs and in an array of its own, just as large as needed, while it
 * waits.
 */
final class Unread {
    private static final byte[] NONE = {};

    private final Unfinished unfinished;
    private final int limit;
    private final RequestParser parser;
    private byte[] bytes = NONE;
    private boolean own;
    private int from;
    private int end;

    Unread(Unfinished unfinished, int limit) {
        this.unfinished = unfinished;
        this.limit = limit;
        this.parser = new RequestParser(limit);
    }

    int size() {
        return end - from;
    }

    /** Takes what was just read. */
    void append(ByteBuffer read) throws ProtocolException {
        int more = read.remaining();
        if (from == end) {
            release();
            bytes = Scratch.here().in();
        } else {
            keep();
            if (size() + (long) more > limit + (long) Scratch.SIZE) {
                throw new ProtocolException("too big request");
            }
            grow(more);
        }
        read.get(bytes, end, more);
        end += more;
    }

    /** Whether what comes next is a command as a client writes it, not as people do. */
    boolean isArray() {
        return from == end || bytes[from] == '*';
    }

    /** The next complete command, or null: then what is left has been kept. */
    @Nullable Command next() throws ProtocolException {
        Command command = parser.parse(bytes, from, end);
        if (command == null) {
            keep();
        } else {
            from += parser.consumed();
            parser.next();
        }
        return command;
    }

    /** Moves what is left out of the thread's buffer; before every await. */
    void keep() throws ProtocolException {
        if (from == end) {
            release();
        } else if (!own) {
            unfinished.take(size());
            own = true;
            bytes = Arrays.copyOfRange(bytes, from, end);
            end -= from;
            from = 0;
        }
    }

    /** Makes room for {@code more} bytes behind the end. */
    private void grow(int more) throws ProtocolException {
        int needed = end + more;
        if (needed <= bytes.length) {
            return;
        }
        int size = size();
        if (needed - from <= bytes.length && from >= bytes.length / 2) {
            System.arraycopy(bytes, from, bytes, 0, size);
        } else {
            int capacity =
                    Math.max(needed - from, (int) Math.min(size * 2L, limit + (long) Scratch.SIZE));
            unfinished.take(capacity - bytes.length);
            byte[] larger = new byte[capacity];
            System.arraycopy(bytes, from, larger, 0, size);
            bytes = larger;
        }
        from = 0;
        end = size;
    }

    /** Gives the memory back. */
    void release() {
        if (own) {
            unfinished.giveBack(bytes.length);
            own = false;
        }
        bytes = NONE;
        from = 0;
        end = 0;
    }
}
