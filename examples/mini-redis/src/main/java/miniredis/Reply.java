package miniredis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server answered. */
sealed interface Reply {
    record Text(String text) implements Reply {}

    record Failure(String message) implements Reply {}

    record Number(long value) implements Reply {}

    record Bulk(@Nullable Slice bytes) implements Reply {
        @Override
        public String toString() {
            return String.valueOf(bytes);
        }
    }

    /** The items, or null for the nil array. */
    record Array(@Nullable List<Reply> items) implements Reply {}

    /**
     * The reply at the buffer's position, or null (and the position unchanged) if bytes are
     * missing.
     */
    static @Nullable Reply parse(ByteBuffer in) {
        int start = in.position();
        Reply reply = parseOne(in);
        if (reply == null) {
            in.position(start);
        }
        return reply;
    }

    private static @Nullable Reply parseOne(ByteBuffer in) {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> new Text(rest);
            case '-' -> new Failure(rest);
            case ':' -> new Number(Long.parseLong(rest));
            case '$' -> bulk(in, Integer.parseInt(rest));
            case '*' -> array(in, Integer.parseInt(rest));
            default -> throw new IllegalStateException("not a reply: " + line);
        };
    }

    private static @Nullable Reply bulk(ByteBuffer in, int length) {
        if (length < 0) {
            return new Bulk(null);
        }
        if (in.remaining() < length + 2) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.get(bytes).position(in.position() + 2);
        return new Bulk(new Slice(bytes, 0, length));
    }

    private static @Nullable Reply array(ByteBuffer in, int size) {
        if (size < 0) {
            return new Array(null);
        }
        List<Reply> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Reply item = parseOne(in);
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new Array(items);
    }

    private static @Nullable String line(ByteBuffer in) {
        for (int i = in.position(); i + 1 < in.limit(); i++) {
            if (in.get(i) == '\r' && in.get(i + 1) == '\n') {
                byte[] bytes = new byte[i - in.position()];
                in.get(bytes).position(i + 2);
                return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
