package yamanote.io.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import yamanote.io.Bytes;

/**
 * Lines of UTF-8 that end in {@code \n}; a {@code \r} before it is dropped. Mirrors {@code
 * tokio_util::codec::LinesCodec}.
 *
 * <p>The last line need not end in a newline; a lone {@code \r} there is none. A line that is too
 * long throws {@link FrameTooLongException} once and is skipped up to its newline; one that is no
 * UTF-8 throws {@link java.nio.charset.CharacterCodingException} and is skipped.
 */
public final class LinesCodec implements Decoder<String>, Encoder<String> {
    private final Delimited lines;

    private LinesCodec(int longest) {
        lines = new Delimited(new byte[] {'\n'}, longest);
    }

    /** Lines of at most {@code longest} bytes, counted without the newline. */
    public static LinesCodec withMaxLength(int longest) {
        return new LinesCodec(longest);
    }

    /** Lines of any length: who sends one without end takes all memory. */
    public static LinesCodec unlimited() {
        return new LinesCodec(Integer.MAX_VALUE);
    }

    @Override
    public @Nullable String decode(Bytes in) throws IOException {
        int size = lines.next(in);
        return size == Delimited.NONE ? null : take(in, size, 1);
    }

    @Override
    public @Nullable String decodeEnd(Bytes in) throws IOException {
        String line = decode(in);
        if (line != null) {
            return line;
        }
        lines.end();
        if (in.isEmpty() || in.size() == 1 && in.get(0) == '\r') {
            return null;
        }
        return take(in, in.size(), 0);
    }

    private static String take(Bytes in, int size, int newline) throws IOException {
        int returns = size > 0 && in.get(size - 1) == '\r' ? 1 : 0;
        try {
            return in.takeString(size - returns);
        } finally {
            in.discard(returns + newline);
        }
    }

    @Override
    public void encode(String item, Bytes out) {
        out.put(item).put((byte) '\n');
    }
}
