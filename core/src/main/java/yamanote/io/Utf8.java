package yamanote.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 that takes no replacement characters for bad input. */
final class Utf8 {
    private Utf8() {}

    /** The text, or a {@link java.nio.charset.MalformedInputException}. */
    static String decode(byte[] bytes, int from, int count) throws CharacterCodingException {
        for (int i = from; i < from + count; i++) {
            if (bytes[i] < 0) {
                ByteBuffer rest = ByteBuffer.wrap(bytes, from, count);
                return StandardCharsets.UTF_8.newDecoder().decode(rest).toString();
            }
        }
        return new String(bytes, from, count, StandardCharsets.ISO_8859_1);
    }
}
