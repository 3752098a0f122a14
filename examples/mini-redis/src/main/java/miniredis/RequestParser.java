package miniredis;

import org.jspecify.annotations.Nullable;

/**
 * Reads RESP2 requests, and inline ones, out of bytes that arrive in pieces.
 *
 * <p>Resumable: what was parsed of an unfinished command is kept as offsets from its first byte, so
 * that no byte is looked at twice and the bytes may be moved in between. Lengths are checked before
 * anything is allocated for them.
 */
final class RequestParser {
    static final int MAX_INLINE = 64 * 1024;
    static final int MAX_ARGUMENTS = 1024 * 1024;

    private static final int HEADER_DIGITS = 32;

    private final int maxBulk;
    private final Command command = new Command();

    /** Offsets and lengths of the arguments seen of the unfinished command, in pairs. */
    private int[] seen = new int[16];

    private int seenCount;
    private int position;
    private int argumentsLeft = -1;
    private int bulkLength = -1;

    RequestParser(int maxBulk) {
        this.maxBulk = maxBulk;
    }

    /** The bytes that the command last returned took. */
    int consumed() {
        return position;
    }

    /** Forgets the command last returned; call it before looking at the bytes behind it. */
    void next() {
        position = 0;
        seenCount = 0;
        argumentsLeft = -1;
        bulkLength = -1;
    }

    /**
     * The command that begins at {@code from}, or null if bytes are missing. An empty line gives an
     * empty command.
     */
    @Nullable Command parse(byte[] bytes, int from, int end) throws ProtocolException {
        if (from == end) {
            return null;
        }
        if (bytes[from] != '*') {
            return inline(bytes, from, end);
        }
        if (argumentsLeft < 0) {
            int count = header(bytes, from, end, 1, MAX_ARGUMENTS, "invalid multibulk length");
            if (count == UNFINISHED) {
                return null;
            }
            argumentsLeft = Math.max(count, 0);
        }
        while (argumentsLeft > 0) {
            if (!argument(bytes, from, end)) {
                return null;
            }
            argumentsLeft--;
        }
        command.clear();
        for (int i = 0; i < seenCount; i += 2) {
            command.add(bytes, from + seen[i], seen[i + 1]);
        }
        return command;
    }

    private boolean argument(byte[] bytes, int from, int end) throws ProtocolException {
        if (bulkLength < 0) {
            if (from + position == end) {
                return false;
            }
            if (bytes[from + position] != '$') {
                throw new ProtocolException(
                        "expected '$', got '" + (char) (bytes[from + position] & 0x7f) + "'");
            }
            int length = header(bytes, from, end, position + 1, maxBulk, "invalid bulk length");
            if (length == UNFINISHED) {
                return false;
            }
            if (length < 0) {
                throw new ProtocolException("invalid bulk length");
            }
            bulkLength = length;
        }
        if (end - from - position < bulkLength + 2) {
            return false;
        }
        int after = from + position + bulkLength;
        if (bytes[after] != '\r' || bytes[after + 1] != '\n') {
            throw new ProtocolException("expected CRLF behind a bulk string");
        }
        if (seenCount == seen.length) {
            seen = java.util.Arrays.copyOf(seen, seenCount * 2);
        }
        seen[seenCount++] = position;
        seen[seenCount++] = bulkLength;
        position += bulkLength + 2;
        bulkLength = -1;
        return true;
    }

    private static final int UNFINISHED = Integer.MIN_VALUE;

    /**
     * A number up to CRLF that begins at {@code start} behind {@code from}; moves the position
     * behind it.
     */
    private int header(byte[] bytes, int from, int end, int start, int limit, String error)
            throws ProtocolException {
        int i = from + start;
        int last = Math.min(end, i + HEADER_DIGITS);
        boolean negative = i < last && bytes[i] == '-';
        if (negative) {
            i++;
        }
        long value = 0;
        int digits = 0;
        for (; i < last && bytes[i] != '\r'; i++, digits++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new ProtocolException(error);
            }
            value = value * 10 + digit;
            if (value > limit) {
                throw new ProtocolException(error);
            }
        }
        if (i + 1 >= end) {
            if (last < end) {
                throw new ProtocolException(error);
            }
            return UNFINISHED;
        }
        if (bytes[i] != '\r' || bytes[i + 1] != '\n' || digits == 0) {
            throw new ProtocolException(error);
        }
        position = i + 2 - from;
        return (int) (negative ? -value : value);
    }

    /** Words separated by blanks up to a line end, for people with telnet. */
    private @Nullable Command inline(byte[] bytes, int from, int end) throws ProtocolException {
        int i = from + position;
        while (i < end && bytes[i] != '\n') {
            i++;
        }
        if (i - from > MAX_INLINE) {
            throw new ProtocolException("too big inline request");
        }
        if (i == end) {
            position = i - from;
            return null;
        }
        position = i + 1 - from;
        int lineEnd = i > from && bytes[i - 1] == '\r' ? i - 1 : i;
        command.clear();
        int word = from;
        for (int at = from; at <= lineEnd; at++) {
            if (at == lineEnd || bytes[at] == ' ' || bytes[at] == '\t') {
                if (at > word) {
                    command.add(bytes, word, at - word);
                }
                word = at + 1;
            }
        }
        return command;
    }
}
