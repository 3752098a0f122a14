package yamanote.io.codec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import yamanote.io.Bytes;

/**
 * Pieces that end in any one of some bytes. Mirrors {@code tokio_util::codec::AnyDelimiterCodec}.
 * What is left at the end of the input is the last piece. A piece that is too long throws {@link
 * FrameTooLongException} once and is skipped up to its delimiter.
 */
public final class AnyDelimiterCodec implements Decoder<byte[]>, Encoder<byte[]> {
    private final Delimited pieces;
    private final byte[] separator;

    private AnyDelimiterCodec(byte[] delimiters, byte[] separator, int longest) {
        this.pieces = new Delimited(delimiters, longest);
        this.separator = separator.clone();
    }

    /**
     * Pieces of at most {@code longest} bytes that end in one of {@code delimiters}; {@code
     * separator} is written after each.
     *
     * @throws IllegalArgumentException if there is no delimiter or the length is negative
     */
    public static AnyDelimiterCodec of(byte[] delimiters, byte[] separator, int longest) {
        return new AnyDelimiterCodec(delimiters, separator, longest);
    }

    /** Tokio's default: reads comma, semicolon, return and newline, and writes a comma. */
    public static AnyDelimiterCodec withMaxLength(int longest) {
        return of(
                ",;\n\r".getBytes(StandardCharsets.US_ASCII),
                ",".getBytes(StandardCharsets.US_ASCII),
                longest);
    }

    @Override
    public byte @Nullable [] decode(Bytes in) throws IOException {
        int size = pieces.next(in);
        if (size == Delimited.NONE) {
            return null;
        }
        byte[] piece = in.take(size);
        in.discard(1);
        return piece;
    }

    @Override
    public byte @Nullable [] decodeEnd(Bytes in) throws IOException {
        byte[] piece = decode(in);
        if (piece != null) {
            return piece;
        }
        pieces.end();
        return in.isEmpty() ? null : in.take(in.size());
    }

    @Override
    public void encode(byte[] item, Bytes out) {
        out.put(item).put(separator);
    }
}
