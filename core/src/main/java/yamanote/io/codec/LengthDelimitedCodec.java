package yamanote.io.codec;

import java.io.IOException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import yamanote.io.Bytes;

/**
 * Frames that begin with their length. Mirrors {@code tokio_util::codec::LengthDelimitedCodec}: by
 * default four bytes in the order of networks, then so many bytes, at most 8 MiB.
 *
 * <p>A frame that is too long throws {@link FrameTooLongException} each time: where the next one
 * would begin is not to be trusted.
 */
public final class LengthDelimitedCodec implements Decoder<byte[]>, Encoder<byte[]> {
    private static final int NO_HEAD = -1;

    private final int offset;
    private final int lengthBytes;
    private final int adjustment;
    private final int skip;
    private final boolean bigEndian;
    private final int longest;

    /** The bytes after the head of the frame whose head was read, or {@link #NO_HEAD}. */
    private int awaited = NO_HEAD;

    private LengthDelimitedCodec(Builder builder) {
        offset = builder.offset;
        lengthBytes = builder.lengthBytes;
        adjustment = builder.adjustment;
        skip = builder.skip < 0 ? offset + lengthBytes : builder.skip;
        bigEndian = builder.bigEndian;
        longest = builder.longest;
    }

    /** With four bytes of length and 8 MiB at most. */
    public static LengthDelimitedCodec create() {
        return builder().build();
    }

    /** What else a frame may look like. */
    public static Builder builder() {
        return new Builder();
    }

    private int headSize() {
        return Math.max(offset + lengthBytes, skip);
    }

    @Override
    public byte @Nullable [] decode(Bytes in) throws IOException {
        int head = headSize();
        if (awaited == NO_HEAD) {
            if (in.size() < head) {
                return null;
            }
            awaited = length(in);
            in.discard(skip);
        }
        if (in.size() < awaited) {
            return null;
        }
        byte[] frame = in.take(awaited);
        awaited = NO_HEAD;
        return frame;
    }

    /** An end behind a head that was taken out, with nothing left over, is an early one as well. */
    @Override
    public byte @Nullable [] decodeEnd(Bytes in) throws IOException {
        byte[] frame = decode(in);
        if (frame == null && (awaited != NO_HEAD || !in.isEmpty())) {
            throw new IOException(
                    "the input ended inside of a frame: " + in.size() + " bytes are left over");
        }
        return frame;
    }

    /** How many bytes follow what is skipped. */
    private int length(Bytes in) throws IOException {
        long field = 0;
        for (int i = 0; i < lengthBytes; i++) {
            int at = bigEndian ? i : lengthBytes - 1 - i;
            field = field << 8 | in.get(offset + at) & 0xFF;
        }
        if (field < 0 || field > longest) {
            throw new FrameTooLongException(
                    "a frame of "
                            + Long.toUnsignedString(field)
                            + " bytes, and at most "
                            + longest
                            + " are allowed");
        }
        long follow = field + adjustment;
        boolean takesNothing = skip + follow == 0; // it would be found again and again
        if (follow < 0 || takesNothing || follow > Integer.MAX_VALUE - 16) {
            throw new IOException(
                    "a length of " + field + " makes no frame with adjustment " + adjustment);
        }
        return (int) follow;
    }

    @Override
    public void encode(byte[] item, Bytes out) throws IOException {
        if (item.length > longest) {
            throw new FrameTooLongException(
                    "a frame of "
                            + item.length
                            + " bytes, and at most "
                            + longest
                            + " are allowed");
        }
        long field = (long) item.length - adjustment;
        if (field < 0 || lengthBytes < Long.BYTES && field >>> 8 * lengthBytes != 0) {
            throw new IOException(
                    "a length of " + field + " does not fit into " + lengthBytes + " bytes");
        }
        for (int i = 0; i < offset; i++) {
            out.put((byte) 0);
        }
        for (int i = 0; i < lengthBytes; i++) {
            int at = bigEndian ? lengthBytes - 1 - i : i;
            out.put((byte) (field >>> 8 * at));
        }
        out.put(item);
    }

    /** What a frame looks like. */
    public static final class Builder {
        private static final int DEFAULT_LONGEST = 8 << 20;

        private int offset;
        private int lengthBytes = Integer.BYTES;
        private int adjustment;
        private int skip = -1;
        private boolean bigEndian = true;
        private int longest = DEFAULT_LONGEST;

        private Builder() {}

        /** How many bytes precede the length; 0. They are written as zeros. */
        public Builder offset(int bytes) {
            offset = notNegative("offset", bytes);
            return this;
        }

        /** How many bytes the length has, 1 to 8; 4. */
        public Builder lengthBytes(int bytes) {
            if (bytes < 1 || bytes > Long.BYTES) {
                throw new IllegalArgumentException("a length has 1 to 8 bytes, not " + bytes);
            }
            lengthBytes = bytes;
            return this;
        }

        /**
         * What is added to the length to get the size of the frame, which begins behind what is
         * skipped; 0.
         */
        public Builder adjustment(int bytes) {
            adjustment = bytes;
            return this;
        }

        /** How many bytes are dropped at the front of a frame; by default all up to the length. */
        public Builder skip(int bytes) {
            skip = notNegative("skip", bytes);
            return this;
        }

        /** The order of the length's bytes; that of networks. */
        public Builder order(ByteOrder order) {
            bigEndian = order == ByteOrder.BIG_ENDIAN;
            return this;
        }

        /** The greatest length that is allowed; 8 MiB. */
        public Builder maxFrameLength(int bytes) {
            longest = notNegative("maxFrameLength", bytes);
            return this;
        }

        /** The codec. */
        public LengthDelimitedCodec build() {
            return new LengthDelimitedCodec(this);
        }

        private static int notNegative(String what, int bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException(what + " is negative: " + bytes);
            }
            return bytes;
        }
    }
}
